-- Totals of ads over a period, at the level that says most, and how far days of ads replace them.
-- Out: one row per ad account, period and currency: spend, unsaid_count (rows without a spend),
--      day_count, known_day_count (days of it with days of ads), replaced (the days tell it all).
with levelled as (
    select ad.ad_account, ad.level, ad.from_day, ad.until_day, ad.currency,
        sum(ad.spend) as spend, count(*) - count(ad.spend) as unsaid_count
    from ad_period as ad
    group by ad.ad_account, ad.level, ad.from_day, ad.until_day, ad.currency
    qualify row_number() over (
        partition by ad.ad_account, ad.from_day, ad.until_day, ad.currency
        order by unsaid_count > 0, sum(ad.spend) desc nulls last, ad.level
    ) = 1
),
compared as (
    select t.ad_account, t.from_day, t.until_day, t.currency, t.spend, t.unsaid_count,
        date_diff('day', t.from_day, t.until_day) as day_count,
        count(distinct l.day) as known_day_count,
        sum(d.spend) filter (where d.currency is not distinct from t.currency) as day_spend
    from levelled as t
    left join ad_level as l
        on l.ad_account = t.ad_account and l.day >= t.from_day and l.day < t.until_day
    left join ad_day as d
        on d.ad_account = l.ad_account and d.day = l.day and d.level = l.level
    group by all
)
select c.ad_account, c.from_day, c.until_day, c.currency, c.spend, c.unsaid_count, c.day_count,
    c.known_day_count,
    -- Days without delivery have no row; then the days reach the total, but for rounded cents.
    c.known_day_count = c.day_count
        or (c.known_day_count > 0 and c.unsaid_count = 0
            and coalesce(c.day_spend, 0) + 0.01 * c.known_day_count >= c.spend) as replaced
from compared as c
