-- The posts that no plan, rule or accepted suggestion gives a pillar.
-- Out: one row per post: post_id, caption (with the hashtags that a file lists apart).
select post.post_id,
    trim(concat_ws(' ', post.title, case when not contains(coalesce(post.title, ''), '#')
        then post.hashtags end)) as caption
from post
left join post_label as label on label.post_id = post.post_id
where label.pillars is null
order by post.post_id
