-- The days of some creatives.
-- In:  $since, $until, $creatives; ads, where.
-- Out: one row per format, creative and day: format, creative, day (counted from 1970), and by day the counts of
--      creatives.sql; each pair over rows that know both.
select r.format, coalesce(r.post_id, r.entity) as creative,
    date_diff('day', date '1970-01-01', r.day) as day,
    sum(case when r.clicks is not null then r.impressions end)::double as impressions,
    sum(r.clicks)::double as clicks,
    sum(case when r.views_2s is not null then r.video_views end)::double as plays,
    sum(r.views_2s)::double as views_2s,
    sum(case when r.conversions is not null then r.spend end)::double as spend,
    sum(r.conversions)::double as conversions
from (
{ads}
) as r
where r.level = 'ad' and r.day >= $since::date and r.day < $until::date
    and coalesce(r.impressions, 0) > 0
    and list_contains($creatives::varchar[], coalesce(r.post_id, r.entity))
    and {where}
group by r.format, coalesce(r.post_id, r.entity), r.day
order by r.format, creative, r.day
