-- Comments under the selected posts, by post, and how many of them want to buy.
-- In:  $since, $until, $undated (all days, as all data were asked for), and those of buying.sql;
--      places posts, part, where, buying (over comments).
-- Out: one row per post and part: part, post_id, posted_day, views, comments (with a text), silent
--      (without one), buying, en, es, de, fr (of these, by language).
with placed as (
    select {part} as part, r.post_id, r.day, r.views, said.text, said.language
    from (
{buying}
    ) as said
    left join (
{posts}
    ) as r on r.post_id = said.post_id
    where {where}
)
select placed.part, placed.post_id, any_value(placed.day) as posted_day,
    any_value(placed.views) as views, count(placed.text) as comments,
    count(*) filter (where placed.text is null) as silent, count(placed.language) as buying,
    count(*) filter (where placed.language = 'en') as en,
    count(*) filter (where placed.language = 'es') as es,
    count(*) filter (where placed.language = 'de') as de,
    count(*) filter (where placed.language = 'fr') as fr
from placed
group by placed.part, placed.post_id
order by placed.part, placed.post_id
