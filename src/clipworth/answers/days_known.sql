-- The first and last day that the workspace knows anything of.
-- Out: one row: first_day, last_day; NULL in an empty workspace.
with edge as (
    select min(p.posted_day) as first_day, max(p.posted_day) as last_day from post as p
    union all
    select min(d.day), max(d.day) from account_day as d
    union all
    select min(l.day), max(l.day) from ad_level as l
    union all
    select min(ad.from_day), max(ad.until_day) - 1 from ad_period as ad
    union all
    select min(s.day), max(s.day) from sale as s
),
-- Where no row has a day, the day of the newest file stands for all of them.
undated as (
    select max(r.as_of) as day
    from receipt as r
    where exists (select 1 from post)
)
select coalesce(min(edge.first_day), any_value(undated.day)) as first_day,
    coalesce(max(edge.last_day), any_value(undated.day)) as last_day
from edge
cross join undated
