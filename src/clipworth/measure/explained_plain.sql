-- One metric without money over the selected rows, down to a number.
-- In:  $since, $until, $undated (rows without a day count); relation, where, value.
-- Out: one row: value, row_count.
select {value} as value, count(*) as row_count
from (
{relation}
) as r
where (($undated and r.day is null) or (r.day >= $since::date and r.day < $until::date))
    and {where}
