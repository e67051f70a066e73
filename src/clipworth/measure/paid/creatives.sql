-- Every creative of the ads, within one ad format: a boosted post, or an ad without one.
-- In:  $since, $until; ads, where, first_days (the days of its start).
-- Out: one row per format and creative: format, creative, name, first_day, last_day, recent_spend (of
--      the last 14 days known), and of its first days clicks, impressions, views_2s, plays,
--      conversions, spend; each pair over rows that know both. data_begin, data_end: of all ads.
with own as (
    select coalesce(r.post_id, r.entity) as creative, coalesce(r.ad, r.entity) as name, r.*
    from (
{ads}
    ) as r
    where r.level = 'ad' and r.day >= $since::date and r.day < $until::date
        and coalesce(r.impressions, 0) > 0
        and {where}
),
edge as (
    select min(own.day) as data_begin, max(own.day) as data_end from own
),
begun as (
    select own.format, own.creative, min(own.day) as first_day from own group by all
)
select own.format, own.creative, any_value(own.name) as name, begun.first_day,
    max(own.day) as last_day,
    edge.data_begin, edge.data_end,
    sum(own.spend) filter (where own.day > edge.data_end - 14)::double as recent_spend,
    sum(case when own.clicks is not null then own.impressions end)
        filter (where own.day < begun.first_day + {first_days})::double as impressions,
    sum(own.clicks) filter (where own.day < begun.first_day + {first_days})::double as clicks,
    sum(case when own.views_2s is not null then own.video_views end)
        filter (where own.day < begun.first_day + {first_days})::double as plays,
    sum(own.views_2s) filter (where own.day < begun.first_day + {first_days})::double as views_2s,
    sum(case when own.conversions is not null then own.spend end)
        filter (where own.day < begun.first_day + {first_days})::double as spend,
    sum(own.conversions)
        filter (where own.day < begun.first_day + {first_days})::double as conversions
from own
join begun on begun.format = own.format and begun.creative = own.creative
cross join edge
group by own.format, own.creative, begun.first_day, edge.data_begin, edge.data_end
order by own.format, own.creative
