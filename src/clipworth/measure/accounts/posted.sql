-- Views of the selected posts by account, day of posting and part; a post in several pillars gives
-- each its weight.
-- In:  $since, $until; posts, part, share, where.
-- Out: one row per account, day, part and boosted: account, day, part, boosted, posts, views, unseen
--      (posts whose views are unknown).
select told.account, told.day, told.part, told.boosted, sum(told.share) as posts,
    sum(told.views * told.share) as views, count(*) filter (where told.views is null) as unseen
from (
    select r.account, r.day, {part} as part, r.boosted, r.views::double as views,
        {share} as share
    from (
{posts}
    ) as r
    where r.day >= $since::date and r.day < $until::date and {where}
) as told
group by told.account, told.day, told.part, told.boosted
order by told.account, told.day, told.part, told.boosted
