-- Followers of each account by day, and what was won and lost, with the day before the period.
-- In:  $since, $until; where.
-- Out: one row per account and day: account, day, followers (NULL where the source had rounded
--      them, as steps of a hundred are no growth), won, lost.
select r.account, r.day,
    case when not list_contains(string_split(coalesce(r.rounded, ''), ','), 'followers')
        then r.followers end as followers,
    r.new_followers as won, r.lost_followers as lost
from (
    select lower(d.account) as account, d.day, d.followers, d.new_followers, d.lost_followers,
        d.rounded
    from account_day as d
) as r
where r.day >= $since::date - 1 and r.day < $until::date and {where}
    and (r.followers is not null or r.new_followers is not null)
order by r.account, r.day
