-- What TikTok Shop sold by post with the pillars and the format of the post.
-- In:  $since, $until, $undated, $home; places sold (of posts).
-- Out: the rows of sold, with pillars, their weights and format of the post (NULL: not said).
select s.*, plan.pillars, plan.weights, plan.format
from (
{sold}
) as s
left join post_label as plan on plan.post_id = s.part
order by s.part
