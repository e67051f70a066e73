-- Every post with its plan, and with the views that Spark Ads paid for apart.
-- Out: one row per post: counters, day (posted), dimensions, actions and signals present,
--      paid_views, boosted, organic_views, uneven (its counters stand for different days). Where no report that names posts stands between the day
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
        coalesce(sum(ad.video_views), 0) > 0 or coalesce(sum(ad.spend), 0) > 0 as delivered
    from ad_day as ad
    where ad.post_id is not null and ad.level = 'ad'
    group by ad.post_id
),
paid as (
    select boost.post_id, boost.delivered,
        case when boost.silent_rows = 0 then boost.paid_views end as paid_views
    from boost
    union all
    -- Totals of a period say that it was boosted, but not how far, as periods may overlap.
    select distinct ad.post_id, true, null::bigint
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
    p._receipt, p._row
from post as p
left join named on true
left join receipt on receipt.receipt = p._receipt
left join post_label as plan on plan.post_id = p.post_id
left join paid on paid.post_id = p.post_id
left join uneven_post as uneven on uneven.post_id = p.post_id
