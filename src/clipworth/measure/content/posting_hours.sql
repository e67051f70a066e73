-- Selected posts whose moment of posting is known, with their views.
-- In:  $since, $until, $undated (rows without a day count); places posts, where.
-- Out: one row per post: account, posted_ms, views; boosted posts and top samples are left out, as
--      views paid for or chosen say nothing of the hour.
select r.account, r.posted_ms, r.views
from (
{posts}
) as r
where not r.top_sample and not r.boosted and r.posted_ms is not null and r.views > 0
    and (($undated and r.day is null) or (r.day >= $since::date and r.day < $until::date))
    and {where}
order by r.posted_ms, r.post_id
