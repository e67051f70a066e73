-- Every post about the brand on TikTok in the one class it belongs to.
-- In:  $since, $until, $undated; places posts.
-- Out: one row per post: post_id, day, month, class (owned, ugc, paid), creator, elsewhere (it is
--      known from the sheet of posts by others alone), top_sample, said (the sheet says whether it was paid for),
--      view, like, comment, share, save without what ads brought, paid_views (what ads brought).
with own as (
    select p.post_id, p.day, p.creator,
        case when p.content_type = 'ugc' then 'ugc'
            when p.content_type in ('creator', 'paid') then 'paid' else 'owned' end as class,
        false as elsewhere, p.top_sample, true as said,
        p.organic_views as view, p.organic_likes as "like", p.organic_comments as comment,
        p.organic_shares as share, p.organic_saves as save, p.paid_views
    from (
{posts}
    ) as p
),
others as (
    select u.post_id, u.day, lower(u.creator) as creator,
        case when u.paid then 'paid' else 'ugc' end as class,
        true as elsewhere, false as top_sample, u.paid is not null as said,
        u.views as view, u.likes as "like", u.comments as comment, u.shares as share,
        u.saves as save, null::bigint as paid_views
    from ugc_post as u
    where u.network = 'tiktok' and u.post_id not in (select own.post_id from own)
)
select r.*, strftime(r.day, '%Y-%m') as month
from (select own.* from own union all select others.* from others) as r
where (r.day >= $since::date and r.day < $until::date) or ($undated and r.day is null)
order by r.day nulls last, r.post_id
