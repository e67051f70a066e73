-- What is known of posts that bears on whether they can be boosted.
-- Out: one row per post: post_id, made_by (creator; NULL: the brand), is_own (the content type says
--      it is not somebody else's), authorised, rights, rights_until, music_cleared, sku, in_stock
--      (items of the newest count, over all places), counted_on, comments (imported).
with newest as (
    select s.sku, s.location, s.day, s.quantity
    from stock as s
    qualify row_number() over (partition by s.sku, s.location order by s.day desc) = 1
),
on_hand as (
    select newest.sku, sum(newest.quantity)::bigint as quantity, max(newest.day) as counted_on
    from newest
    group by newest.sku
),
said as (
    select c.post_id, count(*) as comments from comment as c group by c.post_id
)
select p.post_id, lower(plan.creator) as made_by,
    coalesce(lower(plan.content_type) not in ('creator', 'ugc'), true)
        and plan.creator is null and ugc.post_id is null as is_own,
    plan.authorised, ugc.rights, ugc.rights_until, plan.music_cleared,
    coalesce(plan.sku, ugc.sku) as sku, on_hand.quantity as in_stock, on_hand.counted_on,
    coalesce(said.comments, 0) as comments
from post as p
left join post_plan as plan on plan.post_id = p.post_id
left join ugc_post as ugc on ugc.post_id = p.post_id and ugc.network = 'tiktok'
left join on_hand on on_hand.sku = coalesce(plan.sku, ugc.sku)
left join said on said.post_id = p.post_id
