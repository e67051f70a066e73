-- Days on which the amounts of a relation have no exchange rate into one currency.
-- In:  $home and what the relation needs; places relation (day, currency), exchange, where.
-- Out: one row per currency: currency, days, first_day, last_day.
with asked as (
    select distinct r.currency, r.day
    from (
{relation}
    ) as r
    where r.currency is not null and {where}
)
select asked.currency, count(*) as days, min(asked.day) as first_day, max(asked.day) as last_day
from asked
asof left join (
{exchange}
) as fx on fx.currency = asked.currency and fx.day <= asked.day
where fx.rate is null
group by asked.currency
order by asked.currency
