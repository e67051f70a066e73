-- What TikTok Shop sold by post with the pillars and the format of the post.
-- In:  $since, $until, $undated, $home; places sold (of posts).
-- Out: the rows of sold, with pillars, their weights and the format of the post (NULL: not said).
select s.*, label.pillars, label.weights, label.format
from (
{sold}
) as s
left join post_label as label on label.post_id = s.part
order by s.part
