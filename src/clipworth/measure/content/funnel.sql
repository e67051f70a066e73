-- The mix of the funnel: posts and their views by stage, top samples left out.
-- In:  $since, $until; posts, where.
-- Out: one row per stage, NULL without one: stage, posts, views, no_views (posts without that figure).
select r.stage, count(*) as posts, sum(r.views)::bigint as views,
    count(*) filter (where r.views is null) as no_views
from (
{posts}
) as r
where r.day >= $since::date and r.day < $until::date
    and {where}
group by r.stage
order by r.stage nulls last
