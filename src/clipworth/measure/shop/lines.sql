-- What TikTok Shop sold, line by line, with what was paid back, kept and credited.
-- In:  $home; places exchange.
-- Out: one row per order and SKU, cancelled orders and samples left out: day, dimensions, items,
--      amounts in $home at the rate of the order's day (NULL: unknown, or without a rate): revenue
--      (goods after the seller's own discounts), refunded, actual and estimated commission,
--      commission (the actual one where it is known), platform_fees (kept beside commissions),
--      product_cost; rate, settled, credited, side (NULL: no file of affiliates has the line).
with affiliate as (
    select a.*,
        a.commission + coalesce(a.ads_commission, 0) + coalesce(a.bonus, 0) as actual,
        a.estimated_commission + coalesce(a.estimated_ads_commission, 0)
            + coalesce(a.estimated_bonus, 0) + coalesce(a.estimated_partner_commission, 0)
            as estimated
    from affiliate_sale as a
    -- A creator's own export may hold the order again; the seller's says more of it.
    qualify row_number() over (
        partition by a.order_id, a.sku_id order by a.side = 'seller' desc, a.side
    ) = 1
),
ordered as (
    select l.order_id, l.sku_id, any_value(l.sku) as sku, any_value(l.product) as product,
        sum(l.quantity) as items,
        sum(l.subtotal + coalesce(l.platform_discount, 0)) as revenue,
        sum(l.returned * (l.subtotal + coalesce(l.platform_discount, 0))::double
            / nullif(l.quantity, 0)) as returned
    from shop_order_line as l
    where not coalesce(l.cancelled, false)
    group by l.order_id, l.sku_id
),
weighed as (
    select ordered.*,
        sum(ordered.revenue) over (partition by ordered.order_id)::double as order_revenue,
        coalesce(sum(ordered.returned) over (partition by ordered.order_id), 0) as order_returned
    from ordered
),
paid_out as (
    select s.order_id,
        -sum(coalesce(s.affiliate_commission, 0) + coalesce(s.affiliate_ads_commission, 0)
            + coalesce(s.partner_commission, 0)) as affiliate,
        -sum(coalesce(s.fees, coalesce(s.transaction_fee, 0) + coalesce(s.platform_commission, 0)
            + coalesce(s.shipping, 0)))
            + sum(case when s.fees is not null then coalesce(s.affiliate_commission, 0)
                + coalesce(s.affiliate_ads_commission, 0) + coalesce(s.partner_commission, 0)
                + coalesce(s.ads_payment, 0) else 0 end) as platform,
        -- Ads are paid out of the sales for the whole shop, and are no fee of an order.
        count(coalesce(s.fees, s.platform_commission)) > 0 as told
    from shop_settlement as s
    where s.order_id is not null
    group by s.order_id
),
line as (
    -- Lines of orders that the shop's own export holds.
    select w.order_id, w.sku_id, o.day, o.currency, coalesce(w.sku, a.sku) as sku,
        coalesce(w.product, a.product) as product, w.items, w.revenue,
        (o.refunded * case
            when w.order_returned > 0 then coalesce(w.returned, 0) / w.order_returned
            when w.order_revenue > 0 then w.revenue / w.order_revenue
        end)::decimal(18, 6) as refunded,
        case when w.order_revenue > 0 then w.revenue / w.order_revenue end as part,
        a.side, a.creator, a.post_id, a.content_type, a.actual, a.estimated
    from weighed as w
    join shop_order as o on o.order_id = w.order_id
    left join affiliate as a on a.order_id = w.order_id and a.sku_id = w.sku_id
    where not coalesce(o.cancelled, false) and not coalesce(o.sample, false)
    union all
    -- Orders of which only the files of affiliates tell.
    select a.order_id, a.sku_id, a.day, a.currency, a.sku, a.product, a.quantity,
        coalesce(a.paid, a.gmv, (a.price * a.quantity)::decimal(18, 6)),
        (case when a.returned then coalesce(a.paid, a.gmv, a.price * a.quantity)
            when a.refunded_quantity is not null then coalesce(a.paid, a.gmv, a.price * a.quantity)
                * a.refunded_quantity::double / nullif(a.quantity, 0)
            when a.returned is false then 0 end)::decimal(18, 6),
        case when sum(coalesce(a.paid, a.gmv)) over (partition by a.order_id) > 0
            then coalesce(a.paid, a.gmv)::double
                / sum(coalesce(a.paid, a.gmv)) over (partition by a.order_id)::double end,
        a.side, a.creator, a.post_id, a.content_type, a.actual, a.estimated
    from affiliate as a
    where not exists (select 1 from ordered where ordered.order_id = a.order_id)
        and not exists (select 1 from shop_order as o where o.order_id = a.order_id
            and (coalesce(o.cancelled, false) or coalesce(o.sample, false)))
),
costed as (
    select line.*, bool_or(line.side is not null) over (partition by line.order_id)
            as of_affiliates,
        price.unit_cost, coalesce(price.currency, $home) as cost_currency,
        paid_out.order_id is not null and paid_out.told as settled,
        (paid_out.affiliate * line.part)::decimal(18, 6) as settled_commission,
        case when paid_out.told then (paid_out.platform * line.part)::decimal(18, 6) end as fees
    from line
    left join paid_out on paid_out.order_id = line.order_id
    asof left join product_cost as price on price.sku = line.sku and price.from_day <= line.day
),
rated as (
    select costed.*, fx.rate
    from costed
    asof left join (
{exchange}
    ) as fx on fx.currency = coalesce(costed.currency, $home) and fx.day <= costed.day
)
select r.order_id, r.day, strftime(r.day, '%Y-%m') as month, r.currency, r.sku, r.product, r.items,
    r.revenue * r.rate as revenue,
    r.refunded * r.rate as refunded,
    r.actual * r.rate as actual_commission,
    case when r.actual is null then r.estimated * r.rate end as estimated_commission,
    coalesce(r.actual, r.estimated, case
        -- Another line of the order is an affiliate's, and all that was paid out was for that.
        when r.side is null and r.of_affiliates then 0
        when r.side is null and r.settled then r.settled_commission
        -- The files of affiliates are there and do not hold the line: nobody earned on it.
        when r.side is null and exists (select 1 from affiliate_sale) then 0
    end) * r.rate as commission,
    r.fees * r.rate as platform_fees,
    (r.items * r.unit_cost * cost_fx.rate)::decimal(38, 10) as product_cost,
    r.unit_cost is null as uncosted,
    r.rate, r.settled, r.side, r.creator, r.post_id, r.content_type
from rated as r
asof left join (
{exchange}
) as cost_fx on cost_fx.currency = r.cost_currency and cost_fx.day <= r.day
