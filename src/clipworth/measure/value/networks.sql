-- What own posts on other networks got, and how many followers they won.
-- In:  $since, $until, $undated (posts without a day count).
-- Out: one row per network: network, counted_on (posts, days), posts, view, like_count, comment,
--      share, save, follower (net); NULL where no file says it.
with post_total as (
    select p.network, count(*) as posts,
        -- LinkedIn knows views of videos only, and YouTube's impressions are of thumbnails.
        sum(case when p.network = 'linkedin' then coalesce(p.impressions, p.views)
            else coalesce(p.views, p.impressions) end)::bigint as view,
        sum(p.likes)::bigint as like_count,
        sum(p.comments)::bigint as comment, sum(p.shares)::bigint as share,
        sum(p.saves)::bigint as save
    from channel_post as p
    where coalesce(p.own, true)
        and (($undated and p.posted_day is null)
            or (p.posted_day >= $since::date and p.posted_day < $until::date))
    group by p.network
),
told_day as (
    select d.network, d.account, d.day, d.views, d.impressions, d.likes, d.comments, d.shares,
        coalesce(d.net_followers, d.new_followers - d.lost_followers) as net, d.followers,
        lag(d.followers) over (partition by d.network, d.account order by d.day) as before
    from channel_day as d
),
day_total as (
    select d.network,
        sum(case when d.network = 'linkedin' then coalesce(d.impressions, d.views)
            else coalesce(d.views, d.impressions) end)::bigint as view,
        sum(d.likes)::bigint as like_count, sum(d.comments)::bigint as comment,
        sum(d.shares)::bigint as share,
        coalesce(sum(d.net), sum(d.followers - d.before))::bigint as follower
    from told_day as d
    where d.day >= $since::date and d.day < $until::date
    group by d.network
)
select coalesce(post_total.network, day_total.network) as network,
    case when post_total.posts > 0 then 'posts' else 'days' end as counted_on,
    post_total.posts,
    case when post_total.posts > 0 then post_total.view else day_total.view end as view,
    case when post_total.posts > 0 then post_total.like_count else day_total.like_count end
        as like_count,
    case when post_total.posts > 0 then post_total.comment else day_total.comment end as comment,
    case when post_total.posts > 0 then post_total.share else day_total.share end as share,
    post_total.save,
    day_total.follower
from post_total
full join day_total on day_total.network = post_total.network
order by 1
