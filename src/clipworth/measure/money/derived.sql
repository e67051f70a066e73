-- Currencies whose rates no file gives as such.
-- In:  $home; places exchange.
-- Out: one row per currency: currency, way (inverse, across).
select fx.currency, max(fx.way) as way
from (
{exchange}
) as fx
where fx.way in ('inverse', 'across')
group by fx.currency
order by fx.currency
