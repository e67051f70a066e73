-- Who the buyers of tracked orders are, beside all buyers: by creator and by part of each split.
-- In:  $since, $until, $home, $tiktok_sources; places orders, exchange.
-- Out: one row per creator (NULL: all orders of the shop), split (customer, region, device, product)
--      and part: orders, revenue after refunds in $home (NULL: a rate is missing).
with sold as (
    select o.*, fx.rate
    from (
{orders}
    ) as o
    asof left join (
{exchange}
    ) as fx on fx.currency = coalesce(o.currency, $home) and fx.day <= o.day
    where o.day >= $since::date and o.day < $until::date
),
told as (
    select s.order_id, s.creator, s.net * s.rate as net, s.rate, 'customer' as split,
        case when s.new_customer then 'first order' else 'returning' end as part
    from sold as s where s.new_customer is not null
    union all
    select s.order_id, s.creator, s.net * s.rate, s.rate, 'region', coalesce(s.region, s.country)
    from sold as s where coalesce(s.region, s.country) is not null
    union all
    select s.order_id, s.creator, s.net * s.rate, s.rate, 'device', s.device
    from sold as s where s.device is not null
    union all
    select distinct s.order_id, s.creator, s.net * s.rate, s.rate, 'product',
        coalesce(line.product, line.sku)
    from sold as s
    join sale_line as line on line.order_id = s.order_id
    where coalesce(line.product, line.sku) is not null
)
select t.creator, t.split, t.part, count(*) as orders,
    case when count(t.rate) = count(*) then sum(t.net) end as revenue
from told as t
where t.creator is not null
group by all
union all
select null, t.split, t.part, count(*), case when count(t.rate) = count(*) then sum(t.net) end
from told as t
group by all
order by 1 nulls last, 2, 4 desc, 3
