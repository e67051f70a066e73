-- What the data show of how far the brand is.
-- In:  $today, the last day known.
-- Out: one row: conversions (orders, purchases on the site and deals of the last 30 days),
--      tiktok_sessions, tagged_sessions (of the last 90 days; NULL: no file tells of sessions),
--      posts, posts_with_intent, posts_with_pillar (of the last 90 days, top samples left out),
--      common_days (with profile visits and site sessions both known), paid_creators (with a fee and a post),
--      networks (others, with posts or days), lift_surveys (of the last 180 days).
with recent_post as (
    select p.post_id, p.saves, p.shares, p.profile_visits, p.link_clicks,
        plan.pillars as pillar
    from post as p
    left join post_label as plan on plan.post_id = p.post_id
    where p.posted_day > $today::date - 90 and not coalesce(p.top_sample, false)
),
visit as (
    select e.visitor, e.session, coalesce(e.day, (make_timestamp(e.event_ms * 1000))::date) as day,
        bool_or(e.tiktok_evidence is not null) as is_tiktok,
        bool_or(e.utm_source is not null) as is_tagged
    from web_event as e
    group by all
),
told as (
    select w.from_day as day, sum(w.sessions) as sessions,
        sum(w.sessions) filter (where w.part ilike 'tiktok%' or w.part ilike '%.tiktok.com%')
            as tiktok,
        sum(w.sessions) filter (
            where (w.part ilike 'tiktok%' or w.part ilike '%.tiktok.com%')
                and not regexp_matches(w.part, '/\s*(\(none\)|\(not set\)|referral)\s*$')
        ) as tagged
    from web_total as w
    where w.split = 'session source / medium' and w.until_day > $today::date - 90
    group by w.from_day
),
site_day as (
    select distinct v.day from visit as v
    union
    select w.from_day from web_total as w where w.until_day = w.from_day + 1
)
select
    (select count(*) from sale as s where s.day > $today::date - 30)
        + (select count(*) from shop_order as s where s.day > $today::date - 30)
        + (select count(*) from deal as d where d.day > $today::date - 30)
        + (select count(*) from web_event as e
            where e.name = 'purchase' and e.day > $today::date - 30) as conversions,
    coalesce(
        (select count(*) filter (where v.is_tiktok) from visit as v
            where v.day > $today::date - 90 having count(*) > 0),
        (select sum(coalesce(told.tiktok, 0)) from told)
    )::bigint as tiktok_sessions,
    coalesce(
        (select count(*) filter (where v.is_tiktok and v.is_tagged) from visit as v
            where v.day > $today::date - 90 having count(*) > 0),
        (select sum(coalesce(told.tagged, 0)) from told)
    )::bigint as tagged_sessions,
    (select count(*) from recent_post) as posts,
    (select count(*) from recent_post as p
        where (p.saves is not null)::integer + (p.shares is not null)::integer
            + (p.profile_visits is not null)::integer + (p.link_clicks is not null)::integer >= 2)
        as posts_with_intent,
    (select count(p.pillar) from recent_post as p) as posts_with_pillar,
    (select count(distinct d.day) from account_day as d
        join site_day on site_day.day = d.day
        where d.profile_visits is not null) as common_days,
    (select count(distinct lower(c.creator)) from creator as c
        where c.fee > 0 and (
            lower(c.creator) in (select lower(plan.creator) from post_plan as plan)
            or lower(c.creator) in (select lower(u.creator) from ugc_post as u)
        )) as paid_creators,
    (select count(*) from (
        select p.network from channel_post as p union select d.network from channel_day as d
    )) as networks,
    (select count(distinct l.study) from lift_survey as l
        where coalesce(l.until_day, l.from_day) > $today::date - 180) as lift_surveys
