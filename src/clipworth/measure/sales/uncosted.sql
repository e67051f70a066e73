-- Products in orders that count, whose cost nobody gave for the day of the order.
-- In:  $since, $until, $tiktok_sources; places orders.
-- Out: one row per month and SKU (NULL: a line without one): month, sku, product, items, orders.
select strftime(o.day, '%Y-%m') as month, line.sku, any_value(line.product) as product,
    sum(line.quantity)::bigint as items, count(distinct o.order_id) as orders
from (
{orders}
) as o
join sale_line as line on line.order_id = o.order_id
asof left join product_cost as price on price.sku = line.sku and price.from_day <= o.day
where o.day >= $since::date and o.day < $until::date and price.unit_cost is null
group by all
order by month, orders desc, line.sku nulls last
