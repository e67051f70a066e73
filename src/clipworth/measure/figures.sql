-- Sum measures of one relation, for the period and the one before it, by part.
-- In:  $since, $until, $before_since, $before_until (NULL: nothing before), $home; relation, part,
--      share (of a row that is of this part), where, sums, totals.
-- Out: one row per span and part: span (now, before), part, row_count, a column per measure.
with parted as (
    select r.*, {part} as part, {share} as share,
        case when ($undated and r.day is null)
            or (r.day >= $since::date and r.day < $until::date) then 'now'
            when r.day >= $before_since::date and r.day < $before_until::date then 'before'
        end as span
    from (
{relation}
    ) as r
    where {where}
),
summed as (
    select r.span, r.part, r.day, coalesce(r.currency, $home) as currency,
        count(*) as row_count,
        {sums}
    from parted as r
    where r.span is not null
    group by all
)
select s.span, s.part, sum(s.row_count)::bigint as row_count,
    {totals}
from summed as s
asof left join (
{exchange}
) as fx on fx.currency = s.currency and fx.day <= s.day
group by s.span, s.part
order by s.span, s.part
