-- One metric over the selected rows, down to a number.
-- In:  $since, $until, $undated (rows without a day count), $home; relation, where, value.
-- Out: one row: value, row_count.
with chosen as (
    select r.*
    from (
{relation}
    ) as r
    where (($undated and r.day is null) or (r.day >= $since::date and r.day < $until::date))
        and {where}
),
rated as (
    select chosen.*, fx.rate as home_rate
    from chosen
    asof left join (
{exchange}
    ) as fx on fx.currency = coalesce(chosen.currency, $home) and fx.day <= chosen.day
)
select {value} as value, count(*) as row_count
from rated as r
