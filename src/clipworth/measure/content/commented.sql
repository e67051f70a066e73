-- Comments under the selected posts, by post, and how many of them want to buy.
-- In:  $since, $until, $undated (all days, as all data were asked for), and those of buying.sql;
--      places posts, part, where, buying (over comments).
-- Out: one row per post and part: part, post_id, posted_day, views, comments (with a text), silent
--      (without one), buying, en, es, de, fr (of these, by language).
select {part} as part, r.post_id, any_value(r.day) as posted_day, any_value(r.views) as views,
    count(said.text) as comments, count(*) filter (where said.text is null) as silent,
    count(said.language) as buying,
    count(*) filter (where said.language = 'en') as en,
    count(*) filter (where said.language = 'es') as es,
    count(*) filter (where said.language = 'de') as de,
    count(*) filter (where said.language = 'fr') as fr
from (
{buying}
) as said
left join (
{posts}
) as r on r.post_id = said.post_id
where {where}
group by all
order by part, r.post_id
