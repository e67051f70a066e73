-- How long paid plays of boosted posts lasted, by post and ad format.
-- In:  $since, $until; ads, where.
-- Out: one row per format and post: format, post_id, hook, duration_s, plays_2s, views_2s, plays_6s, views_6s; each
--      count over rows that know both it and plays.
select r.format, r.post_id, label.hook, post.duration_s,
    sum(case when r.views_2s is not null then r.video_views end)::double as plays_2s,
    sum(case when r.video_views is not null then r.views_2s end)::double as views_2s,
    sum(case when r.views_6s is not null then r.video_views end)::double as plays_6s,
    sum(case when r.video_views is not null then r.views_6s end)::double as views_6s
from (
{ads}
) as r
join post_label as label on label.post_id = r.post_id
left join post on post.post_id = r.post_id
where r.day >= $since::date and r.day < $until::date and label.hook is not null
    and {where}
group by r.format, r.post_id, label.hook, post.duration_s
order by r.format, label.hook, r.post_id
