-- The same as items.sql where no money is asked for, so that no rate of exchange is needed.
-- In:  as items.sql.
-- Out: as items.sql.
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
)
select r.span, r.part, r.item, count(*) as row_count,
    {totals}
from parted as r
where r.span is not null
group by r.span, r.part, r.item
order by r.span, r.part, r.item
