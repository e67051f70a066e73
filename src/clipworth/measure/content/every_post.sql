-- The selected posts, one by one.
-- In:  $since, $until, $undated (rows without a day count); posts, where.
-- Out: the rows of posts, newest first.
select r.*
from (
{posts}
) as r
where (($undated and r.day is null) or (r.day >= $since::date and r.day < $until::date))
    and {where}
order by r.day desc nulls last, r.post_id desc
