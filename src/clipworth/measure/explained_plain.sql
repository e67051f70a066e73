-- One metric over the selected rows, where no rate of exchange is needed.
-- In:  relation, where, totals.
-- Out: one row: a column per total.
select {totals}
from (
{relation}
) as r
where {where}
