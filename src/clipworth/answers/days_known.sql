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
    union all
    select min(s.day), max(s.day) from shop_order as s
    union all
    select min(a.day), max(a.day) from affiliate_sale as a
    union all
    select min(g.from_day), max(g.until_day) - 1 from gmv_max as g
    union all
    select min(o.from_day), max(o.until_day) - 1 from other_ad as o
    union all
    select min(d.day), max(d.day) from channel_day as d
    union all
    select min(p.posted_day), max(p.posted_day) from channel_post as p
    union all
    select min(w.from_day), max(w.until_day) - 1 from web_total as w
    union all
    select min(e.day), max(e.day) from web_event as e
    union all
    select min(r.day), max(r.day) from region_day as r
),
-- Where no row of these has a day, that of the newest file stands for all, or what the files cover.
undated as (
    select max(r.as_of) filter (where exists (select 1 from post)) as day,
        min(r.first_day) as first_day,
        max(r.last_day) as last_day
    from receipt as r
)
select coalesce(min(edge.first_day), any_value(undated.day), any_value(undated.first_day))
        as first_day,
    coalesce(max(edge.last_day), any_value(undated.day), any_value(undated.last_day)) as last_day
from edge
cross join undated
