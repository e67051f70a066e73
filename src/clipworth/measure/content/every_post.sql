-- The selected posts, one by one.
-- In:  $since, $until, $undated (rows without a day count); posts, where, columns.
-- Out: the rows of posts with these columns, newest first.
select {columns}
from (
{posts}
) as r
where (($undated and r.day is null) or (r.day >= $since::date and r.day < $until::date))
    and {where}
order by r.day desc nulls last, r.post_id desc
