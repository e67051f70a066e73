-- Days on which the cash of the workspace has no exchange rate into one currency.
-- In:  $home, $since, $until, as costs and orders; places costs, orders, exchange.
-- Out: one row per currency: currency, days, first_day, last_day.
with entry as (
{costs}
),
tracked as (
{orders}
),
amount as (
    select entry.currency, entry.day from entry where entry.amount is not null
    union
    select ad.currency, ad.day from ad_day as ad where ad.purchase_value is not null
    union
    select s.currency, s.day from sale as s
    where s.total is not null and not coalesce(s.cancelled, false) and not coalesce(s.test, false)
    union
    select price.currency, o.day
    from tracked as o
    join sale_line as line on line.order_id = o.order_id
    asof join product_cost as price on price.sku = line.sku and price.from_day <= o.day
    where o.credit is not null and price.unit_cost is not null
        and price.currency <> coalesce(o.currency, $home)
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
