-- Ads at the one level that stands for each day of an ad account; where another level says what
-- TikTok claims, its rows stand beside them with nothing but the claims.
-- Out: one row per entity and day of ad_day, with the plan of the post that a Spark Ad boosts.
--      delivered, claiming: what the row says; the figures of the other kind are NULL.
--      spend_beside_claims, clicks_beside_claims: spend and clicks where the row says the claims, so that rates of
--      claims rest on rows of one level.
with standing as (
    select
        ad.* exclude (ad_format, post_id),
        coalesce(ad.ad_format, below.ad_format) as ad_format,
        coalesce(ad.post_id, below.post_id) as post_id,
        chosen.level = ad.level as delivered,
        chosen.claims_level = ad.level as claiming
    from ad_day as ad
    join ad_level as chosen
        on chosen.ad_account = ad.ad_account and chosen.day = ad.day
        and (chosen.level = ad.level or chosen.claims_level = ad.level)
    left join ad_claim as below
        on below.ad_account = ad.ad_account and below.day = ad.day and below.level = ad.level
        and below.entity = ad.entity
)
select
    ad.* replace (
        case when ad.delivered then ad.spend end as spend,
        case when ad.delivered then ad.impressions end as impressions,
        case when ad.delivered then ad.reach end as reach,
        case when ad.delivered then ad.clicks end as clicks,
        case when ad.delivered then ad.clicks_all end as clicks_all,
        case when ad.delivered then ad.video_views end as video_views,
        case when ad.delivered then ad.views_2s end as views_2s,
        case when ad.delivered then ad.views_6s end as views_6s,
        case when ad.delivered then ad.views_p25 end as views_p25,
        case when ad.delivered then ad.views_p50 end as views_p50,
        case when ad.delivered then ad.views_p75 end as views_p75,
        case when ad.delivered then ad.views_full end as views_full,
        case when ad.delivered then ad.average_watch_s end as average_watch_s,
        case when ad.delivered then ad.likes end as likes,
        case when ad.delivered then ad.comments end as comments,
        case when ad.delivered then ad.shares end as shares,
        case when ad.delivered then ad.follows end as follows,
        case when ad.delivered then ad.profile_visits end as profile_visits,
        case when ad.claiming then ad.conversions end as conversions,
        case when ad.claiming then ad.conversions_cta end as conversions_cta,
        case when ad.claiming then ad.conversions_evta end as conversions_evta,
        case when ad.claiming then ad.conversions_vta end as conversions_vta,
        case when ad.claiming then ad.real_time_conversions end as real_time_conversions,
        case when ad.claiming then ad.skan_conversions end as skan_conversions,
        case when ad.claiming then ad.purchases end as purchases,
        case when ad.claiming then ad.purchases_cta end as purchases_cta,
        case when ad.claiming then ad.purchases_evta end as purchases_evta,
        case when ad.claiming then ad.purchases_vta end as purchases_vta,
        case when ad.claiming then ad.purchase_value end as purchase_value,
        case when ad.claiming then ad.purchase_value_vta end as purchase_value_vta,
        case when ad.claiming then ad.shop_revenue end as shop_revenue,
        case when ad.claiming then ad.add_to_cart end as add_to_cart,
        case when ad.claiming then ad.checkouts end as checkouts
    ),
    case when ad.claiming then ad.spend end as spend_beside_claims,
    case when ad.claiming then ad.clicks end as clicks_beside_claims,
    'paid' as content_type,
    coalesce(
        ad.ad_format, case when ad.post_id is not null then 'Spark Ads' end, 'format not stated'
    ) as format,
    plan.pillars, plan.weights, plan.stage,
    lower(plan.creator) as creator,
    null::varchar as account
from standing as ad
left join post_label as plan on plan.post_id = ad.post_id
