-- Orders that count, each credited to TikTok at most once: by a code before a UTM.
-- In:  $tiktok_sources, the utm_source values that mean TikTok, lower case; places speaking_codes,
--      trackable, awaited.
-- Out: one row per order: day, currency, total, refunded, net, credit (code, utm or NULL),
--      trackable (whether any order could have one; else no credit says nothing),
--      refunded_in_order or refunded_apart (which of the two files says it), paid (false: the
--      shop's words say that the payment is still to come),
--      and the creator, post and content type that it is credited to.
with speaking_code as (
{speaking_codes}
),
used_code as (
    select s.order_id, upper(trim(unnest(string_split(s.codes, ';')))) as code
    from sale as s
    where s.codes is not null
    union
    select sc.order_id, upper(trim(sc.code))
    from sale_code as sc
    union
    -- A till names discounts on its checks; payments tell the order of a check.
    select payment.order_id, upper(trim(unnest(string_split(sale_check.codes, ';'))))
    from sale_check
    join sale_payment as payment on payment.check_id = sale_check.check_id
    where sale_check.codes is not null
),
awaited as (
{awaited}
),
dated as (
    select s.*, coalesce(s.day, (make_timestamp(s.ordered_ms * 1000))::date) as order_day
    from sale as s
    where not coalesce(s.cancelled, false) and not coalesce(s.test, false)
),
by_code as (
    select dated.order_id, speaking_code.code, speaking_code.creator, speaking_code.post_id,
        speaking_code.content_type
    from dated
    join used_code on used_code.order_id = dated.order_id
    join speaking_code on speaking_code.code = used_code.code
        and (speaking_code.from_day is null or speaking_code.from_day <= dated.order_day)
        and (speaking_code.until_day is null or dated.order_day <= speaking_code.until_day)
    qualify row_number() over (
        partition by dated.order_id
        order by speaking_code.preference, speaking_code.from_day desc nulls last,
            speaking_code.code, speaking_code.creator
    ) = 1
),
paid_back as (
    select refund.order_id, sum(part.amount) as amount
    from refund
    join refund_part as part on part.refund_id = refund.refund_id
    group by refund.order_id
),
known_creator as (
    select lower(c.creator) as creator from creator as c
    union
    select lower(plan.creator) from post_plan as plan where plan.creator is not null
),
traced as (
    select dated.*, by_code.code as credited_code, by_code.content_type as code_content_type,
        by_code.creator as code_creator, by_code.post_id as code_post,
        dated.utm_source is not null
            and list_contains($tiktok_sources::varchar[], lower(trim(dated.utm_source)))
            as from_tiktok,
        lower(ltrim(trim(dated.utm_term), '@')) as term,
        coalesce(from_content.post_id, from_campaign.post_id) as utm_post
    from dated
    left join by_code on by_code.order_id = dated.order_id
    left join post as from_content on from_content.post_id = dated.utm_content
    left join post as from_campaign on from_campaign.post_id = dated.utm_campaign
),
credited as (
    select traced.*,
        case when traced.credited_code is not null then traced.code_post
            when traced.from_tiktok then traced.utm_post end as credited_post
    from traced
)
select
    t.order_id, t.order_day as day, t.currency, t.total,
    coalesce(t.refunded, paid_back.amount) as refunded,
    t.refunded as refunded_in_order,
    case when t.refunded is null then paid_back.amount end as refunded_apart,
    t.total - coalesce(t.refunded, paid_back.amount, 0) as net,
    t.refunded is not null or paid_back.amount is not null
        or exists (select 1 from refund) as refund_known,
    lower(trim(coalesce(t.status, ''))) not in (select awaited.status from awaited) as paid,
    t.tax, t.shipping, t.discount, t.new_customer, t.country, t.region, t.device,
    case when t.credited_code is not null then 'code' when t.from_tiktok then 'utm' end as credit,
    (
{trackable}
    ) as trackable,
    case when t.credited_code is not null then t.code_creator
        when t.from_tiktok then coalesce(known_creator.creator, lower(plan.creator)) end as creator,
    t.credited_post as post_id,
    case when t.credited_code is not null
            then coalesce(t.code_content_type, lower(plan.content_type), 'creator')
        when t.from_tiktok then case
            when regexp_full_match(lower(coalesce(t.utm_medium, '')),
                'paid.*|cpc|ppc|cpm|cpv|ads?|spark.*') then 'paid'
            when known_creator.creator is not null then 'creator'
            else coalesce(lower(plan.content_type), 'organic') end
    end as content_type,
    plan.pillars, plan.weights, plan.stage, plan.format, post.account, t.utm_campaign as campaign,
    t._receipt, t._row
from credited as t
left join paid_back on paid_back.order_id = t.order_id
left join known_creator on known_creator.creator = t.term
left join post_label as plan on plan.post_id = t.credited_post
left join post on post.post_id = t.credited_post
