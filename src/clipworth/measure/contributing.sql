-- Which receipt's row gave each contributing value: the version that stands, per key.
-- In:  keys, column, contributing (rows of the published table that count), versions.
-- Out: one row per receipt and currency: receipt, currency (NULL: the home one, or no amount),
--      total (NULL for what does not add), value_count, row_numbers.
with chosen as (
{contributing}
),
standing as (
    select {version_keys}, v.{column} as value, {currency} as currency, v._receipt, v._row
    from {versions} as v
    join chosen on {joined}
    where v.{column} is not null
    qualify row_number() over (
        partition by {version_keys} order by v._rank desc, v._receipt, v._row
    ) = 1
)
select standing._receipt as receipt, standing.currency, {total} as total, count(*) as value_count,
    list(standing._row order by standing._row) as row_numbers
from standing
group by standing._receipt, standing.currency
order by standing.currency nulls first, standing._receipt
