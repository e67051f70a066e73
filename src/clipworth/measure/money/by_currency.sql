-- Cash per currency, for when it cannot be one figure.
-- In:  $since, $until, $undated (rows without a day count).
-- Out: one row per kind and currency: kind, currency, amount.
with entry as (
    select 'Ad spend' as kind, ad.currency, ad.day, ad.spend as amount
    from ad_day as ad
    join ad_level as chosen
        on chosen.ad_account = ad.ad_account and chosen.day = ad.day and chosen.level = ad.level
    union all
    select 'Orders of the shop, before refunds', s.currency, s.day, s.total
    from sale as s
    where not coalesce(s.cancelled, false) and not coalesce(s.test, false)
)
select entry.kind, entry.currency, sum(entry.amount) as amount
from entry
where entry.amount is not null
    and entry.day >= $since::date and entry.day < $until::date
group by entry.kind, entry.currency
order by entry.kind, entry.currency nulls last
