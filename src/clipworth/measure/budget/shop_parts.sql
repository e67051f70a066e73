-- What TikTok Shop sold by post with the pillars and the format of the post.
-- In:  $since, $until, $undated, $home; places sold (of posts).
-- Out: the rows of sold, with pillars and format of the post (NULL: not said).
select s.*, string_split_regex(nullif(trim(plan.pillar), ''), '\s*;\s*') as pillars, plan.format
from (
{sold}
) as s
left join post_plan as plan on plan.post_id = s.part
order by s.part
