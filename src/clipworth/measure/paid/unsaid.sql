-- On how many rows of delivered ads no file says a figure, where other rows say it.
-- In:  $since, $until, $undated (rows without a day count); places ads, where.
-- Out: one row: ad_rows, no_conversions, no_purchases, no_purchase_value; 0 where none says it.
select
    count(*) as ad_rows,
    case when count(r.conversions) > 0 then count(*) - count(r.conversions) else 0 end
        as no_conversions,
    case when count(r.purchases) > 0 then count(*) - count(r.purchases) else 0 end as no_purchases,
    case when count(r.purchase_value) > 0 then count(*) - count(r.purchase_value) else 0 end
        as no_purchase_value
from (
{ads}
) as r
where r.claiming and (($undated and r.day is null) or (r.day >= $since::date and r.day < $until::date))
    and coalesce(r.clicks_beside_claims, r.spend_beside_claims, 1) > 0
    and {where}
