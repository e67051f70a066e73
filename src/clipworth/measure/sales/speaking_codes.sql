-- Codes that say whom or what an order is credited to, from the codes sheet and from agreements.
-- Out: one row per code and its time: code, creator, post_id, content_type, from_day, until_day,
--      preference (1: the codes sheet).
select upper(promo.code) as code, lower(promo.creator) as creator, promo.post_id,
    coalesce(lower(promo.content_type), case when promo.creator is not null then 'creator' end)
        as content_type,
    promo.from_day, promo.until_day, 1 as preference
from promo_code as promo
where coalesce(promo.creator, promo.post_id, promo.content_type) is not null
union all
select upper(trim(unnest(string_split(c.code, ';')))), lower(c.creator), null, 'creator',
    c.from_day, null, 2
from creator as c
where c.code is not null
