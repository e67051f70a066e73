-- Rates of each selected post, for percentiles of the brand's own posts.
-- In:  $since, $until, $undated (rows without a day count); places posts, where.
-- Out: one row per post: account, signals, a column per rate; NULL where a part of it is unknown.
--      Boosted posts, posts with counters of different days and top samples are left out.
--      Followers are those of the posting day, or the last ones known up to a month before.
with rated as (
    select r.account, r.day, r.post_id, r.signals, r.views, r.shares, r.comments,
        r.likes + r.comments + r.shares as engagements,
        r.saves / nullif(r.views, 0) as save_rate,
        r.shares / nullif(r.views, 0) as share_rate,
        r.profile_visits / nullif(r.views, 0) as profile_visit_rate,
        r.link_clicks / nullif(r.views, 0) as link_click_rate,
        r.actions / nullif(r.views, 0) as iscr,
        r.full_watch_share, r.non_follower_share
    from (
{posts}
    ) as r
    where not r.boosted and not r.uneven and not r.top_sample
        and (($undated and r.day is null) or (r.day >= $since::date and r.day < $until::date))
        and {where}
),
counted as (
    select lower(d.account) as account, d.day, d.followers
    from account_day as d
    where d.followers > 0
)
select rated.account, rated.signals,
    rated.engagements / nullif(rated.views, 0) as engagement_by_views,
    case when counted.day >= rated.day - 31 then rated.engagements / counted.followers end
        as engagement_by_followers,
    rated.save_rate, rated.share_rate, rated.profile_visit_rate, rated.link_click_rate, rated.iscr,
    rated.full_watch_share, rated.non_follower_share, rated.views::double as views,
    rated.shares::double as shares, rated.comments::double as comments
from rated
asof left join counted on counted.account = rated.account and counted.day <= rated.day
order by rated.post_id
