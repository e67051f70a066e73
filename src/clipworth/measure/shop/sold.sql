-- What TikTok Shop sold by a part of its lines.
-- In:  $since, $until, $undated and those of lines; places lines, part (SQL over a row r).
-- Out: one row per part: part, orders, lines, items, amounts, no_… (lines that lack one), unrated,
--      settled_lines, margin of the lines that tell everything, margin_orders, credited_orders,
--      overpaid_orders.
with chosen as (
    select r.*, {part} as part,
        r.revenue - r.refunded - r.commission - r.platform_fees - r.product_cost as margin
    from (
{lines}
    ) as r
    where (r.day >= $since::date and r.day < $until::date) or ($undated and r.day is null)
)
select c.part, count(distinct c.order_id) as orders, count(*) as lines,
    sum(c.items)::bigint as items,
    sum(c.revenue) as revenue, sum(c.refunded) as refunds,
    sum(c.actual_commission) as actual_commission,
    sum(c.estimated_commission) as estimated_commission,
    sum(c.commission) as commission,
    sum(c.platform_fees) as platform_fees, sum(c.product_cost) as product_costs,
    count(*) filter (where c.revenue is null and c.rate is not null) as no_revenue,
    count(*) filter (where c.refunded is null and c.rate is not null) as no_refunds,
    count(*) filter (where c.commission is null and c.rate is not null) as no_commission,
    count(*) filter (where c.platform_fees is null and c.rate is not null) as no_platform_fees,
    count(*) filter (where c.product_cost is null and c.rate is not null) as no_product_costs,
    count(*) filter (where c.rate is null) as unrated,
    count(*) filter (where c.settled) as settled_lines,
    count(c.actual_commission) as actual_lines,
    count(c.estimated_commission) as estimated_lines,
    sum(c.margin) as known_margin,
    count(distinct c.order_id) filter (where c.margin is not null) as margin_orders,
    count(distinct c.order_id) filter (where c.side is not null) as credited_orders,
    count(distinct c.order_id) filter (where c.refunded > c.revenue) as overpaid_orders,
    array_agg(distinct c.sku order by c.sku) filter (where c.uncosted and c.sku is not null)
        as uncosted_skus
from chosen as c
group by all
order by revenue desc nulls last, c.part
