-- What TikTok Shop credits to posts or creators, by the longest period inside the days asked about.
-- In:  $since, $until, $home; places table (shop_post, shop_creator), key, exchange.
-- Out: one row per key: part, from_day, until_day, gmv (in $home), orders, items.
with inside as (
    select t.*
    from {table} as t
    where t.from_day >= $since::date and t.until_day <= $until::date
    qualify row_number() over (
        partition by t.{key} order by date_diff('day', t.from_day, t.until_day) desc, t.until_day desc
    ) = 1
)
select i.{key} as part, i.from_day, i.until_day, i.gmv * fx.rate as gmv, i.orders, i.items
from inside as i
asof left join (
{exchange}
) as fx on fx.currency = coalesce(i.currency, $home) and fx.day <= i.from_day
order by gmv desc nulls last, part
