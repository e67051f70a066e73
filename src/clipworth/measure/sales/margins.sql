-- Orders with what is left after taxes, shipping charged and the cost of the products.
-- In:  $home, $tiktok_sources; places orders, exchange, costed (which orders are looked at).
-- Out: the rows of orders, with product_cost and margin in the order's currency for those looked
--      at; NULL where a part is unknown.
with orders as materialized (
{orders}
),
line_cost as (
    select orders.order_id, line.quantity, price.unit_cost, orders.day,
        coalesce(price.currency, $home) as cost_currency,
        coalesce(orders.currency, $home) as order_currency
    from orders
    join sale_line as line on line.order_id = orders.order_id
    asof left join product_cost as price
        on price.sku = line.sku and price.from_day <= orders.day
    where {costed}
),
foreign_pair as (
    select distinct line_cost.cost_currency, line_cost.order_currency, line_cost.day
    from line_cost
    where line_cost.cost_currency <> line_cost.order_currency
),
half_priced as (
    select foreign_pair.*, fx.rate as cost_rate
    from foreign_pair
    asof join (
{exchange}
    ) as fx on fx.currency = foreign_pair.cost_currency and fx.day <= foreign_pair.day
),
priced as (
    select half_priced.*, half_priced.cost_rate::double / fx.rate::double as factor
    from half_priced
    asof join (
{exchange}
    ) as fx on fx.currency = half_priced.order_currency and fx.day <= half_priced.day
),
goods as (
    select l.order_id,
        case when count(*) = count(l.quantity * l.unit_cost * case
                when l.cost_currency = l.order_currency then 1.0 else priced.factor end)
            then sum((l.quantity * l.unit_cost::double * case
                when l.cost_currency = l.order_currency then 1.0 else priced.factor end
            )::decimal(18, 6)) end as product_cost
    from line_cost as l
    left join priced on priced.cost_currency = l.cost_currency
        and priced.order_currency = l.order_currency and priced.day = l.day
    group by l.order_id
)
select orders.*, goods.product_cost,
    orders.total - orders.tax - orders.shipping - goods.product_cost as margin
from orders
left join goods on goods.order_id = orders.order_id
