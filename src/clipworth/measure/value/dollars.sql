-- What a US dollar is worth in the currency of the answer, by the newest rate before a day; where
-- rates begin later, by the first one.
-- In:  $home, $until; exchange.
-- Out: one cell: rate; no row where no file says it.
select fx.rate
from (
{exchange}
) as fx
where fx.currency = 'USD'
order by fx.day < $until::date desc,
    case when fx.day < $until::date then -date_diff('day', date '0001-01-01', fx.day)
        else date_diff('day', date '0001-01-01', fx.day) end
limit 1
