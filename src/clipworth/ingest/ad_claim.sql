-- Find what the ads below a campaign or ad group have in common, where that one says the claims.
-- In:  ad_day, ad_level.
-- Out: ad_claim, one row per entity and day that stands for claims above the level of what was
--      delivered: ad_format and post_id of its ads; NULL where none says it, or the posts differ.
insert into ad_claim by name
with split as (
    select chosen.ad_account, chosen.day, chosen.level, chosen.claims_level
    from ad_level as chosen
    where chosen.level <> chosen.claims_level
),
part as (
    select
        ad.ad_account, ad.day, ad.post_id, split.claims_level,
        -- Ads Manager states no format; an ad that has a post is a Spark Ad, whichever post it is.
        coalesce(ad.ad_format, case when ad.post_id is not null then 'Spark Ads' end) as ad_format,
        coalesce(ad.campaign_id, ad.campaign) as campaign,
        coalesce(ad.ad_group_id, ad.ad_group) as ad_group
    from split
    join ad_day as ad
        on ad.ad_account = split.ad_account and ad.day = split.day and ad.level = split.level
),
whole as (
    select
        ad.ad_account, ad.day, ad.level, ad.entity,
        coalesce(ad.campaign_id, ad.campaign) as campaign,
        coalesce(ad.ad_group_id, ad.ad_group) as ad_group
    from split
    join ad_day as ad
        on ad.ad_account = split.ad_account and ad.day = split.day
        and ad.level = split.claims_level
)
select
    whole.ad_account, whole.day, whole.level, whole.entity,
    case
        when count(distinct coalesce(part.ad_format, '')) = 1 then min(part.ad_format)
        else 'several formats'
    end as ad_format,
    case when count(distinct coalesce(part.post_id, '')) = 1 then min(part.post_id) end as post_id
from whole
join part
    on part.ad_account = whole.ad_account and part.day = whole.day
    and case part.claims_level
        when 'campaign' then part.campaign = whole.campaign
        when 'adgroup' then part.ad_group = whole.ad_group
        else true
    end
group by whole.ad_account, whole.day, whole.level, whole.entity
