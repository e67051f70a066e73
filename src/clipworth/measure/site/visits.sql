-- Visits to the site by day, from events or from reports by day; the two are never added.
-- In:  $since, $until, $undated (all days, as all data were asked for), $tiktok_sources.
-- Out: one row per kind, property, split and day: kind (events, report), property, split, day,
--      sessions, direct (NULL where the split does not tell sources), qr (visits of a QR code,
--      likewise), tiktok (visits that say TikTok, likewise).
with event_session as (
    select coalesce(e.property, '') as property, e.day, e.visitor, e.session,
        any_value(lower(e.session_source)) as source,
        any_value(lower(coalesce(e.utm_medium, e.session_medium))) as medium,
        any_value(lower(e.utm_source)) as utm_source,
        max(e.tiktok_evidence) as evidence
    from web_event as e
    where e.visitor is not null and e.session is not null and e.day is not null
        and ($undated or (e.day >= $since::date and e.day < $until::date))
    group by coalesce(e.property, ''), e.day, e.visitor, e.session
),
report as (
    select w.property, w.split, w.from_day as day, w.sessions,
        w.split in ('session source / medium', 'session source') as tells_source,
        w.split in ('session source / medium', 'session medium') as tells_medium,
        trim(string_split(lower(w.part), ' / ')[1]) as source,
        trim(string_split(lower(w.part), ' / ')[-1]) as medium
    from web_total as w
    where w.until_day = w.from_day + 1 and w.sessions is not null
        and ($undated or (w.from_day >= $since::date and w.from_day < $until::date))
)
select 'events' as kind, s.property, '' as split, s.day, count(*) as sessions,
    count(*) filter (where coalesce(s.source, s.utm_source, '(direct)') in ('(direct)', 'direct'))
        as direct,
    count(*) filter (where s.medium in ('qr', 'qr-code', 'qrcode', 'qr_code')) as qr,
    count(*) filter (where s.evidence is not null
        or list_contains($tiktok_sources, coalesce(s.utm_source, s.source))) as tiktok
from event_session as s
group by s.property, s.day
union all
select 'report', r.property, r.split, r.day, sum(r.sessions)::bigint,
    case when bool_or(r.tells_source) then coalesce(sum(r.sessions)
        filter (where r.tells_source and r.source in ('(direct)', 'direct')), 0)::bigint end,
    case when bool_or(r.tells_medium) then coalesce(sum(r.sessions)
        filter (where r.tells_medium and r.medium in ('qr', 'qr-code', 'qrcode', 'qr_code')), 0)::bigint
        end,
    case when bool_or(r.tells_source) then coalesce(sum(r.sessions)
        filter (where r.tells_source and list_contains($tiktok_sources, r.source)), 0)::bigint end
from report as r
group by r.property, r.split, r.day
order by 1, 2, 3, 4
