-- What GMV Max cost, and what TikTok shows beside it, at the one level that tells most.
-- In:  $since, $until, $home; places exchange.
-- Out: one row: spend, revenue_with_organic (both in $home), orders, rows, no_spend, no_revenue,
--      unrated, overlapping (rows that share days with another one of their entity in part),
--      across (rows that reach over the edge of the days asked about).
with levelled as (
    select g.*
    from gmv_max as g
    qualify dense_rank() over (
        partition by g.ad_account
        order by case g.level when 'campaign' then 1 when 'product' then 2 else 3 end
    ) = 1
),
inside as (
    select l.* from levelled as l
    where l.from_day >= $since::date and l.until_day <= $until::date
),
counted as (
    select i.*
    from inside as i
    where not exists (
        select 1 from inside as wider
        where wider.ad_account = i.ad_account and wider.entity = i.entity
            and wider.from_day <= i.from_day and wider.until_day >= i.until_day
            and (wider.from_day, wider.until_day) <> (i.from_day, i.until_day)
    )
),
rated as (
    select c.*, fx.rate,
        exists (
            select 1 from counted as other
            where other.ad_account = c.ad_account and other.entity = c.entity
                and other.from_day > c.from_day and other.from_day < c.until_day
        ) as overlaps
    from counted as c
    asof left join (
{exchange}
    ) as fx on fx.currency = coalesce(c.currency, $home) and fx.day <= c.from_day
)
select sum(r.spend * r.rate) as spend, sum(r.revenue_with_organic * r.rate) as revenue,
    sum(r.orders)::bigint as orders, count(*) as row_count,
    count(*) filter (where r.spend is null) as no_spend,
    count(*) filter (where r.revenue_with_organic is null) as no_revenue,
    count(*) filter (where r.rate is null) as unrated,
    count(*) filter (where r.overlaps) as overlapping,
    (select count(*) from levelled as l
        where l.from_day < $until::date and l.until_day > $since::date
            and not (l.from_day >= $since::date and l.until_day <= $until::date)) as across
from rated as r
