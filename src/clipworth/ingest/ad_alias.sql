-- Find the ads that one file names less surely than another: by names where another gives the id,
-- or without the ad account that another names.
-- In:  {versions}, every version of every row of an ad table; {platform}; $table; $unnamed, what
--      stands for an ad account that nobody named.
-- Out: ad_alias, one row per weaker key that means exactly one stronger; where it may mean several,
--      or where one file tells both apart, none.
insert into ad_alias by name
with told as (
    select distinct
        {platform} as platform, ad_account, level, entity, _receipt,
        case level
            when 'ad' then concat_ws(' > ', campaign, ad_group, ad)
            when 'adgroup' then concat_ws(' > ', campaign, ad_group)
            when 'campaign' then campaign
        end as names,
        list_contains($unnamed, ad_account) as is_unnamed
    from {versions}
    where level <> 'advertiser'
),
entity as (
    select distinct platform, ad_account, level, entity, names, is_unnamed,
        coalesce(entity = names, false) as by_names
    from told
),
pair as (
    select weak.platform, weak.ad_account as told_account, weak.level, weak.entity as told_entity,
        strong.ad_account, strong.entity, strong.is_unnamed, strong.by_names
    from entity as weak
    join entity as strong
        on strong.platform = weak.platform and strong.level = weak.level
        and strong.entity = weak.entity
    where weak.is_unnamed and not strong.is_unnamed
    union
    select weak.platform, weak.ad_account, weak.level, weak.entity,
        strong.ad_account, strong.entity, strong.is_unnamed, strong.by_names
    from entity as weak
    join entity as strong
        on strong.platform = weak.platform and strong.level = weak.level
        and strong.names = weak.names
    where weak.by_names and not strong.by_names
        and (strong.ad_account = weak.ad_account or (weak.is_unnamed and not strong.is_unnamed))
),
-- A file that has both tells them apart: a deleted ad of the same name, or an id that was lost.
apart as (
    select distinct pair.platform, pair.told_account, pair.level, pair.told_entity
    from pair
    join told as one
        on one.platform = pair.platform and one.level = pair.level
        and one.ad_account = pair.told_account and one.entity = pair.told_entity
    join told as other
        on other.platform = pair.platform and other.level = pair.level
        and other.ad_account = pair.ad_account and other.entity = pair.entity
        and other._receipt = one._receipt
),
best as (
    select pair.*,
        rank() over (
            partition by pair.platform, pair.told_account, pair.level, pair.told_entity
            order by pair.is_unnamed, pair.by_names
        ) as place
    from pair
    anti join apart using (platform, told_account, level, told_entity)
)
select $table as table_name, platform, told_account, level, told_entity,
    any_value(ad_account) as ad_account, any_value(entity) as entity
from best
where place = 1
group by platform, told_account, level, told_entity
having count(distinct (ad_account, entity)) = 1
