-- Choose the level of each ad account and day that stands for it, since levels are never added.
-- In:  ad_day.
-- Out: ad_level: the level that shows most spend (deleted ads are missing below), then the finest.
insert into ad_level by name
with spent as (
    select
        ad_day.ad_account,
        ad_day.day,
        ad_day.level,
        coalesce(sum(ad_day.spend), 0) as spend
    from ad_day
    group by ad_day.ad_account, ad_day.day, ad_day.level
)
select
    spent.ad_account,
    spent.day,
    arg_max(
        spent.level,
        (
            round(spent.spend, 1),
            case spent.level when 'ad' then 3 when 'adgroup' then 2 when 'campaign' then 1 else 0 end
        )
    ) as level
from spent
group by spent.ad_account, spent.day
