-- Followers of each account on the first and the last day known.
-- In:  relation, where.
-- Out: one row per account: account, first_day, oldest, last_day, newest.
select r.account, min(r.day) as first_day, min_by(r.followers, r.day) as oldest,
    max(r.day) as last_day, max_by(r.followers, r.day) as newest
from (
{relation}
) as r
where {where} and r.followers is not null
group by r.account
order by r.account
