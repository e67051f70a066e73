-- What each of the last weeks held: posts that sell in TikTok Shop, who saw posts, who followed.
-- In:  $until (the end of the last week), $weeks; places posts, days.
-- Out: one row per week, the oldest first: week (0 is the last), posts (with a content type),
--      shop_posts, rated_views and non_follower_views (of posts that tell whose views they are),
--      account_views and followers gained (on the days that know both).
with week as (
    select unnest(generate_series(0, $weeks - 1)) as number
),
posted as (
    select date_diff('day', p.day, $until::date - 1) // 7 as number,
        count(*) filter (where p.content_type is not null) as posts,
        count(*) filter (where p.content_type = 'shop') as shop_posts,
        sum(p.views) filter (where p.non_follower_share is not null) as rated_views,
        sum(p.views * p.non_follower_share) as non_follower_views
    from (
{posts}
    ) as p
    where p.day < $until::date and not p.top_sample
    group by 1
),
step as (
    select r.day, r.views, r.followers - lag(r.followers) over (
            partition by r.account order by r.day
        ) as gained
    from (
{days}
    ) as r
    -- A tracker that failed writes 0, and an account that had followers has some the day after.
    where r.followers > 0
),
followed as (
    select date_diff('day', s.day, $until::date - 1) // 7 as number,
        sum(s.views) as views, sum(s.gained) as gained
    from step as s
    where s.day < $until::date and s.gained is not null and s.views is not null
    group by 1
)
select week.number as week, coalesce(posted.posts, 0) as posts,
    coalesce(posted.shop_posts, 0) as shop_posts, posted.rated_views::double as rated_views,
    posted.non_follower_views::double as non_follower_views,
    followed.views::double as account_views, followed.gained::double as followers
from week
left join posted on posted.number = week.number
left join followed on followed.number = week.number
order by week.number desc
