-- Measures, and tops and bottoms of ratios, per item (post or day): how much items differ is what
-- makes an interval.
-- In:  as figures.sql, and item.
-- Out: one row per span, part and item: span (0: now, 1: before), part, item, columns per measure
--      and ratio.
with parted as (
    select r.*, {part} as part, {item} as item,
        case when ($undated and r.day is null)
            or (r.day >= $since::date and r.day < $until::date) then 0
            when r.day >= $before_since::date and r.day < $before_until::date then 1
        end as span
    from (
{relation}
    ) as r
    where {where}
),
summed as (
    select r.span, r.part, r.item, r.day, coalesce(r.currency, $home) as currency,
        count(*) as row_count,
        {sums}
    from parted as r
    where r.span is not null
    group by all
)
select s.span, s.part, s.item, sum(s.row_count)::bigint as row_count,
    {totals}
from summed as s
asof left join (
{exchange}
) as fx on fx.currency = s.currency and fx.day <= s.day
group by s.span, s.part, s.item
order by s.span, s.part, s.item
