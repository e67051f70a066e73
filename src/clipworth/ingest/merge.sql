-- Merge the keys that several receipts know: for each column the newest known value stands.
-- In:  met, the keys to merge; {everywhere}, every version of every row; {keys}, {merged} columns.
-- Out: one row per key in {target}, with the newest receipt that knows it and how many do.
insert into {target} by name
select
    {keys}{merged},
    arg_max(_receipt, _newest) as _receipt,
    arg_max(_row, _newest) as _row,
    count(distinct _receipt)::INTEGER as _versions
from (select *, (_rank, -_row) as _newest from {everywhere})
semi join met using ({keys})
group by {keys}
