-- Ads at the one level that stands for each day of an ad account.
-- Out: one row per entity and day of ad_day, with the plan of the post that a Spark Ad boosts.
select
    ad.*,
    'paid' as content_type,
    coalesce(
        ad.ad_format, case when ad.post_id is not null then 'Spark Ads' end, 'format not stated'
    ) as format,
    string_split_regex(nullif(trim(plan.pillar), ''), '\s*;\s*') as pillars,
    upper(plan.stage) as stage,
    lower(plan.creator) as creator,
    null::varchar as account
from ad_day as ad
join ad_level as chosen
    on chosen.ad_account = ad.ad_account and chosen.day = ad.day and chosen.level = ad.level
left join post_plan as plan on plan.post_id = ad.post_id
