-- Sign-ups of the CRM and of the site's events.
-- In:  $since, $until, $undated (all days, as all data were asked for), $tiktok_sources.
-- Out: one row per kind (crm, site) that is imported: kind, signups, tiktok (those whose tags say
--      TikTok). A sign-up that became a lead or a deal counts once.
select 'crm' as kind, count(*) as signups,
    count(*) filter (where list_contains($tiktok_sources, lower(coalesce(d.utm_source, d.source))))
        as tiktok
from deal as d
where d.kind in ('sign-up', 'lead')
    and ($undated or (d.day >= $since::date and d.day < $until::date))
having exists (select 1 from deal as any_deal where any_deal.kind in ('sign-up', 'lead'))
union all
select 'site', count(*),
    count(*) filter (where e.tiktok_evidence is not null
        or list_contains($tiktok_sources, lower(e.utm_source)))
from web_event as e
where e.name in ('sign_up', 'generate_lead')
    and ($undated or (e.day >= $since::date and e.day < $until::date))
having exists (select 1 from web_event)
order by 1
