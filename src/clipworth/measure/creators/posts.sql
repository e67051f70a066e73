-- Posts of creators, on the brand's accounts or on their own where they were paid for.
-- In:  $since, $until, $undated; places posts.
-- Out: one row per post: creator, post_id, own_account (it stands in the sheet of posts by others;
--      its counts follow), view, like, comment, share, save.
select r.creator, r.post_id, false as own_account, null::double as view, null::double as "like",
    null::double as comment, null::double as share, null::double as save
from (
{posts}
) as r
where r.creator is not null
    and (($undated and r.day is null) or (r.day >= $since::date and r.day < $until::date))
union all
select lower(u.creator), u.post_id, true, u.views, u.likes, u.comments, u.shares, u.saves
from ugc_post as u
where u.paid and u.creator is not null and u.network = 'tiktok'
    and u.post_id not in (select p.post_id from post as p)
    and (($undated and u.day is null) or (u.day >= $since::date and u.day < $until::date))
order by 1, 2
