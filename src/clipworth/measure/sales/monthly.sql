-- What the orders of each month came to, from what customers paid down to product costs.
-- In:  $since, $until, $home, $tiktok_sources; places margins (of all orders), exchange.
-- Out: one row per month and whether tracked to TikTok: orders, amounts in $home at the rate of the
--      order's day, and no_… (orders that lack the part); taxes: less those inside refunds;
--      overpaid_orders, overpaid (orders that got back more than they paid, and how much more).
with booked as (
    select o.*, fx.rate,
        -- A refund carries its share of the taxes; beyond what was paid there are none to give back.
        case when coalesce(o.refunded, 0) <= 0 then 1.0
            when o.refunded >= o.total then 0.0
            else 1.0 - o.refunded::double / o.total::double end as kept
    from (
{margins}
    ) as o
    asof left join (
{exchange}
    ) as fx on fx.currency = coalesce(o.currency, $home) and fx.day <= o.day
    where o.day >= $since::date and o.day < $until::date
)
select strftime(b.day, '%Y-%m') as month, b.credit is not null as tracked,
    count(*) as orders,
    sum(b.total * b.rate) as paid,
    sum(b.discount * b.rate) as discounts,
    sum(b.refunded * b.rate) as refunds,
    sum((b.tax::double * b.kept)::decimal(18, 6) * b.rate) as taxes,
    sum(b.shipping * b.rate) as shipping,
    sum(b.product_cost * b.rate) as product_costs,
    count(*) filter (where b.total is null) as no_paid,
    count(*) filter (where b.discount is null) as no_discounts,
    count(*) filter (where not b.refund_known) as no_refunds,
    count(*) filter (where b.tax is null) as no_taxes,
    count(*) filter (where b.shipping is null) as no_shipping,
    count(*) filter (where b.product_cost is null) as no_product_costs,
    count(*) filter (where b.rate is null) as no_rate,
    count(*) filter (where b.refunded > b.total) as overpaid_orders,
    sum(case when b.refunded > b.total then (b.refunded - b.total) * b.rate end) as overpaid
from booked as b
group by all
order by 1, 2
