-- What each column gave to a sum of money, by currency, and the rates that it was converted at.
-- In:  $home; relation, where, sums (per day and currency), own, converted.
-- Out: one row per currency: currency, columns of own and converted, lowest and highest (rate), way,
--      rate_days (of the rates used).
with summed as (
    select r.day, coalesce(r.currency, $home) as currency, {sums}
    from (
{relation}
    ) as r
    where {where}
    group by r.day, coalesce(r.currency, $home)
)
select s.currency, {own}, {converted},
    min(fx.rate) filter (where s.total <> 0) as lowest,
    max(fx.rate) filter (where s.total <> 0) as highest,
    max(fx.way) as way,
    list(distinct fx.day order by fx.day) filter (where s.total <> 0 and fx.day is not null)
        as rate_days
from summed as s
asof left join (
{exchange}
) as fx on fx.currency = s.currency and fx.day <= s.day
group by s.currency
order by s.currency
