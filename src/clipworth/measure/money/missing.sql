-- Days on which the cash of the workspace has no exchange rate into one currency.
-- In:  $home, $since, $until, $undated (rows without a day count).
-- Out: one row per currency: currency, days, first_day, last_day.
with amount as (
    select ad.currency, ad.day from ad_day as ad where ad.spend <> 0
    union
    select s.currency, s.day from sale as s where s.total <> 0
    union
    select c.currency, c.from_day from creator as c where c.fee <> 0
    union
    select c.currency, c.month from cost as c where c.amount <> 0
),
asked as (
    select amount.currency, amount.day
    from amount
    where amount.currency is not null
        and amount.day >= $since::date and amount.day < $until::date
)
select asked.currency, count(*) as days, min(asked.day) as first_day, max(asked.day) as last_day
from asked
asof left join (
{exchange}
) as fx on fx.currency = asked.currency and fx.day <= asked.day
where fx.rate is null
group by asked.currency
order by asked.currency
