-- The selected posts that have a rate of their own: organic ones with signals and views, not known
-- from top samples alone.
-- In:  $since, $until, $undated (rows without a day count); posts, where.
-- Out: one row per post: its signals, actions, views, labels, and what it was made of.
select r.post_id, r.day, r.signals, r.actions, r.views,
    coalesce(r.pillars, []) as pillars, coalesce(r.weights, []) as weights, r.stage,
    r.pillar_origin, r.format, r.hook, r.scripted, r.duration_s, r.title,
    r.saves, r.shares, r.profile_visits, r.link_clicks
from (
{posts}
) as r
where (($undated and r.day is null) or (r.day >= $since::date and r.day < $until::date))
    and {where}
    and r.signals is not null and r.views > 0
    and not r.boosted and not r.uneven and not r.top_sample
order by r.signals, r.day nulls first, r.post_id
