-- Cash of a relation per currency, for when it cannot be one figure.
-- In:  $since, $until and others of the relation; places relation, amount, where.
-- Out: one row per currency: currency, amount.
select r.currency, sum({amount}) as amount
from (
{relation}
) as r
where {amount} is not null and {where}
group by r.currency
order by r.currency nulls last
