-- What the brand's own ads paid for impressions, up to a day.
-- In:  $until, $home.
-- Out: one row: spend in $home (NULL: a rate is missing), impressions, days with impressions,
--      first_day, last_day.
with ads as (
{ads}
),
daily as (
    select ads.day, coalesce(ads.currency, $home) as currency, sum(ads.spend) as spend,
        sum(ads.impressions) as impressions
    from ads
    where ads.day < $until::date and ads.impressions > 0 and ads.spend is not null
    group by all
)
select
    case when count(*) = count(fx.rate) then sum(daily.spend * fx.rate) end as spend,
    sum(daily.impressions)::bigint as impressions,
    count(distinct daily.day) as days,
    min(daily.day) as first_day,
    max(daily.day) as last_day
from daily
asof left join (
{exchange}
) as fx on fx.currency = daily.currency and fx.day <= daily.day
