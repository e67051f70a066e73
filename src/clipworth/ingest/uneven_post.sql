-- Find the posts whose counters stand for different days: a rate of them would divide what was
-- counted in one month by what was counted in another.
-- In:  post, merged; {history}, every version of every post; $most_days apart that do no harm;
--      $growing_days after which a post's counters hardly move.
-- Out: uneven_post, one row per such post: post_id, and the oldest and newest day its counters are of.
insert into uneven_post by name
with several as (
    select p.post_id, p.posted_day from post as p where p._versions > 1
),
newest as (
    -- The rank of a version is its as-of day, as Python's ordinal, times a million, and its order.
    select h.post_id, any_value(several.posted_day) as posted_day,
        max(h._rank) filter (where h.views is not null) // 1000000 as views_day,
        max(h._rank) filter (where h.saves is not null) // 1000000 as saves_day,
        max(h._rank) filter (where h.shares is not null) // 1000000 as shares_day,
        max(h._rank) filter (where h.profile_visits is not null) // 1000000 as visits_day,
        max(h._rank) filter (where h.link_clicks is not null) // 1000000 as clicks_day
    from {history} as h
    join several on several.post_id = h.post_id
    group by h.post_id
),
edge as (
    select newest.post_id, newest.posted_day,
        least(views_day, saves_day, shares_day, visits_day, clicks_day) as oldest,
        greatest(views_day, saves_day, shares_day, visits_day, clicks_day) as newest
    from newest
    -- Without views there is no rate, and of a file without an as-of day nothing can be said.
    where newest.views_day > 0
)
select edge.post_id, date '0001-01-01' + (edge.oldest - 1)::integer as oldest,
    date '0001-01-01' + (edge.newest - 1)::integer as newest
from edge
where edge.oldest > 0 and edge.newest - edge.oldest > $most_days
    and (edge.posted_day is null
        or date '0001-01-01' + (edge.oldest - 1)::integer < edge.posted_day + $growing_days::integer)
