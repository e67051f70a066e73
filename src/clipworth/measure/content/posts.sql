-- Every post with its plan, and with the views that Spark Ads paid for apart.
-- Out: one row per post: counters, day (posted), dimensions, actions and signals present,
--      paid_views, boosted, organic_… (what ads brought taken off, as views so likes, comments,
--      shares and new followers), uneven (its counters stand for different days). Where no report that names posts stands between the day
--      of a post and that of its figures, nobody knows what was paid for: then paid_views is NULL,
--      and organic_views are all views.
with naming as (
    select ad.day as first_day, ad.day as last_day
    from ad_day as ad
    where ad.post_id is not null and ad.level = 'ad'
    union all
    select ad.from_day, ad.until_day - 1
    from ad_period as ad
    where ad.post_id is not null
),
named as (
    select min(naming.first_day) as first_day, max(naming.last_day) as last_day from naming
),
boost as (
    select ad.post_id,
        sum(ad.video_views) as paid_views,
        count(*) filter (where ad.video_views is null and coalesce(ad.impressions, ad.spend, 1) > 0)
            as silent_rows,
        coalesce(sum(ad.video_views), 0) > 0 or coalesce(sum(ad.spend), 0) > 0 as delivered,
        -- A sum of which some report says nothing is unknown, and no smaller sum.
        case when count(*) = count(ad.likes) then sum(ad.likes) end as paid_likes,
        case when count(*) = count(ad.comments) then sum(ad.comments) end as paid_comments,
        case when count(*) = count(ad.shares) then sum(ad.shares) end as paid_shares,
        case when count(*) = count(ad.follows) then sum(ad.follows) end as paid_follows
    from ad_day as ad
    where ad.post_id is not null and ad.level = 'ad'
    group by ad.post_id
),
paid as (
    select boost.post_id, boost.delivered,
        case when boost.silent_rows = 0 then boost.paid_views end as paid_views,
        boost.paid_likes, boost.paid_comments, boost.paid_shares, boost.paid_follows
    from boost
    union all
    -- Totals of a period say that it was boosted, but not how far, as periods may overlap.
    select distinct ad.post_id, true, null::bigint, null, null, null, null
    from ad_period as ad
    where ad.post_id is not null
        and ad.post_id not in (select boost.post_id from boost)
)
select
    p.post_id, lower(p.account) as account, p.posted_ms, p.title, p.duration_s, p.hashtags,
    coalesce(p.posted_day, (make_timestamp(p.posted_ms * 1000))::date) as day,
    p.views, p.reach, p.likes, p.comments, p.shares, p.saves, p.profile_visits, p.link_clicks,
    p.new_followers, p.average_watch_s, p.total_watch_s, p.full_watch_share,
    p.non_follower_share, p.follow_feed_share,
    coalesce(p.top_sample, false) as top_sample, p.rounded,
    plan.pillars, plan.weights, array_to_string(plan.pillars, '; ') as pillar, plan.stage,
    lower(plan.content_type) as content_type,
    plan.format, plan.hook, plan.scripted, plan.pillar_origin, plan.pillar_why, plan.pillar_sure,
    plan.stage_origin, plan.stage_why, lower(plan.creator) as creator, null::varchar as campaign,
    null::varchar as currency,
    nullif(concat_ws('+',
        case when p.saves is not null then 'saves' end,
        case when p.shares is not null then 'shares' end,
        case when p.profile_visits is not null then 'profile_visits' end,
        case when p.link_clicks is not null then 'link_clicks' end), '') as signals,
    (p.saves is not null)::integer + (p.shares is not null)::integer
        + (p.profile_visits is not null)::integer + (p.link_clicks is not null)::integer
        as signal_count,
    case when coalesce(p.saves, p.shares, p.profile_visits, p.link_clicks) is not null
        then coalesce(p.saves, 0) + coalesce(p.shares, 0) + coalesce(p.profile_visits, 0)
            + coalesce(p.link_clicks, 0) end as actions,
    coalesce(paid.delivered, false) as boosted, uneven.post_id is not null as uneven,
    -- Reports of its days name posts and never this one: nothing was paid for, which is known.
    case
        when paid.post_id is not null then paid.paid_views
        when named.last_day >= coalesce(
                p.posted_day, (make_timestamp(p.posted_ms * 1000))::date)
            and named.first_day <= coalesce(receipt.as_of, named.first_day) then 0
    end as paid_views,
    case when paid.post_id is null then p.views
        when p.views >= paid.paid_views then p.views - paid.paid_views end as organic_views,
    -- What ads brought to a post is inside its counters; how many saved it through an ad no report
    -- says.
    case when paid.post_id is null then p.likes
        when p.likes >= paid.paid_likes then p.likes - paid.paid_likes end as organic_likes,
    case when paid.post_id is null then p.comments
        when p.comments >= paid.paid_comments then p.comments - paid.paid_comments
    end as organic_comments,
    case when paid.post_id is null then p.shares
        when p.shares >= paid.paid_shares then p.shares - paid.paid_shares end as organic_shares,
    case when paid.post_id is null then p.saves end as organic_saves,
    case when paid.post_id is null then p.new_followers
        when p.new_followers >= paid.paid_follows then p.new_followers - paid.paid_follows
    end as organic_new_followers,
    paid.paid_likes, paid.paid_comments, paid.paid_shares, paid.paid_follows,
    p._receipt, p._row
from post as p
left join named on true
left join receipt on receipt.receipt = p._receipt
left join post_label as plan on plan.post_id = p.post_id
left join paid on paid.post_id = p.post_id
left join uneven_post as uneven on uneven.post_id = p.post_id
