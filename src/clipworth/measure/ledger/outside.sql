-- Costs of the sheet and agreements with creators that touch none of some days, with their amounts.
-- In:  $since, $until; $home, the currency of amounts without one; $creator, lower case: whose
--      alone ($nobody: of no creator; NULL: all).
-- Out: one row per month of the sheet or agreement, and currency: creator (NULL: the cost sheet),
--      first_day, currency, amount.
select null::varchar as creator, date_trunc('month', c.month)::date as first_day,
    coalesce(c.currency, nullif($home, '')) as currency, sum(c.amount) as amount
from cost as c
where c.amount is not null
    and (last_day(c.month) < $since::date or date_trunc('month', c.month) >= $until::date)
    and ($creator is null or coalesce(nullif(lower(c.creator), ''), $nobody) = $creator)
group by 1, 2, 3
union all
select lower(c.creator), c.from_day, coalesce(c.currency, nullif($home, '')), c.fee
from creator as c
where c.fee is not null
    and (greatest(coalesce(c.until_day, c.from_day), c.from_day) < $since::date
        or c.from_day >= $until::date)
    and ($creator is null or lower(c.creator) = $creator)
order by 2, 1 nulls first, 3
