-- How the selected posts came to be known, in all and by funnel stage.
-- In:  $since, $until, $undated (rows without a day count); places posts, where.
-- Out: one row per stage and one for all: is_all, stage, posts, top_samples, boosted, undated,
--      uneven, rounded, unknown_paid_views (of boosted posts), without_ads (no report naming posts in
--      their days), no_… (posts without that figure), median_views and full_views (both without top samples),
--      likes_above_views.
select
    grouping(r.stage) = 1 as is_all,
    r.stage,
    count(*) as posts,
    count(*) filter (where r.top_sample) as top_samples,
    count(*) filter (where r.boosted) as boosted,
    count(*) filter (where r.day is null) as undated,
    count(*) filter (where r.uneven) as uneven,
    count(*) filter (where coalesce(r.rounded, '') <> '') as rounded,
    count(*) filter (where r.paid_views is null and r.boosted) as unknown_paid_views,
    count(*) filter (where r.paid_views is null and not r.boosted) as without_ads,
    count(*) filter (where r.views is null) as no_views,
    count(*) filter (where r.saves is null) as no_saves,
    count(*) filter (where r.shares is null) as no_shares,
    count(*) filter (where r.profile_visits is null) as no_profile_visits,
    count(*) filter (where r.link_clicks is null) as no_link_clicks,
    median(r.views) filter (where not r.top_sample) as median_views,
    sum(r.views) filter (where not r.top_sample) as full_views,
    count(*) filter (where r.likes > r.views) as likes_above_views
from (
{posts}
) as r
where (($undated and r.day is null) or (r.day >= $since::date and r.day < $until::date))
    and {where}
group by grouping sets ((r.stage), ())
order by 1 desc, r.stage nulls last
