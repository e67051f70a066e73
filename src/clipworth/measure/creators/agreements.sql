-- What was agreed with each creator for days asked about.
-- In:  $since, $until; places speaking_codes.
-- Out: one row per creator: creator, first_day, last_day, agreements, no_fee (agreements without
--      a fee), deliverables (NULL: not said), traceable (a code or a link could tell their orders).
with agreed as (
    select lower(c.creator) as creator, min(c.from_day) as first_day,
        max(coalesce(c.until_day, c.from_day)) as last_day,
        count(*) as agreements, count(*) - count(c.fee) as no_fee,
        string_agg(distinct c.deliverables, '; ') as deliverables,
        bool_or(c.link is not null) as has_link
    from creator as c
    where c.from_day < $until::date and coalesce(c.until_day, c.from_day) >= $since::date
    group by lower(c.creator)
)
select a.creator, a.first_day, a.last_day, a.agreements, a.no_fee, a.deliverables,
    a.has_link or a.creator in (select spoken.creator from (
{speaking_codes}
    ) as spoken where spoken.creator is not null) as traceable
from agreed as a
order by a.creator
