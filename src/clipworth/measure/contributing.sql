-- Which receipt's row gave each contributing value: the version that stands, per key.
-- In:  version_keys, column, contributing (keys of rows of the published table that count), versions.
-- Out: one row per receipt: receipt, row_numbers.
with chosen as (
{contributing}
),
standing as (
    select {version_keys}, v._receipt, v._row
    from {versions} as v
    join chosen on {joined}
    where v.{column} is not null
    qualify row_number() over (
        partition by {version_keys} order by v._rank desc, v._receipt, v._row
    ) = 1
)
select standing._receipt as receipt, list(distinct standing._row order by standing._row) as row_numbers
from standing
group by standing._receipt
order by standing._receipt
