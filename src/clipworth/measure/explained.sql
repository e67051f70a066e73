-- One metric of money over the selected rows, each day's amount at its day's rate.
-- In:  $home; relation, where, sums (per day and currency), totals, rates (of exchange).
-- Out: one row: a column per total, NULL where a rate is missing.
with summed as (
    select r.day, coalesce(r.currency, $home) as currency, {sums}
    from (
{relation}
    ) as r
    where {where}
    group by r.day, coalesce(r.currency, $home)
)
select {totals}
from summed as s
asof left join {rates} as fx on fx.currency = s.currency and fx.day <= s.day
