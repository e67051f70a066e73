-- Which currencies the amounts of the workspace are in.
-- Out: one row per currency: currency, NULL where rows with amounts do not state one; is_cash,
--      false where only the costs of products are in it.
with amount as (
    select ad.currency, true as is_cash from ad_day as ad
    where ad.spend is not null or ad.purchase_value is not null
    union
    select ad.currency, true from ad_period as ad where ad.spend is not null
    union
    select sale.currency, true from sale where sale.total is not null
    union
    select creator.currency, true from creator where creator.fee is not null
    union
    select cost.currency, true from cost where cost.amount is not null
    union
    select price.currency, false from product_cost as price
    where price.unit_cost is not null and price.currency is not null
)
select amount.currency, bool_or(amount.is_cash) as is_cash
from amount
group by amount.currency
order by amount.currency
