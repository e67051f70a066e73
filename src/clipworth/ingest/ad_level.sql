-- Choose the level of each ad account and day that stands for it, since levels are never added.
-- In:  ad_day.
-- Out: ad_level, one row per ad account and day. level, for what was delivered: the finest of those
--      that show the whole spend of the day (deleted ads are missing below). claims_level, for what
--      TikTok claims: of these the one that shows most conversions of the account, on all days
--      alike (small counts are masked below, and changing levels where they are would bias every
--      rate), then the finest.
insert into ad_level by name
with shown as (
    select
        ad_day.ad_account,
        ad_day.day,
        ad_day.level,
        round(coalesce(sum(ad_day.spend), 0), 1) as spend,
        coalesce(sum(ad_day.conversions), 0) as conversions,
        case ad_day.level when 'ad' then 3 when 'adgroup' then 2 when 'campaign' then 1 else 0 end
            as fineness
    from ad_day
    group by ad_day.ad_account, ad_day.day, ad_day.level
),
told as (
    select
        shown.ad_account,
        shown.level,
        sum(shown.conversions) as conversions
    from shown
    group by shown.ad_account, shown.level
)
select
    shown.ad_account,
    shown.day,
    arg_max(shown.level, (shown.spend, shown.fineness)) as level,
    arg_max(shown.level, (shown.spend, told.conversions, shown.fineness)) as claims_level
from shown
join told on told.ad_account = shown.ad_account and told.level = shown.level
group by shown.ad_account, shown.day
