-- Which currencies the amounts of the workspace are in.
-- Out: one row per currency: currency, NULL where rows with amounts do not state one; weight, by
--      what is in it: 2 cash of ads, orders and costs, 1 of TikTok Shop, 0 costs of products alone.
with amount as (
    select ad.currency, 2 as weight from ad_day as ad
    where ad.spend is not null or ad.purchase_value is not null
    union
    select ad.currency, 2 from ad_period as ad where ad.spend is not null
    union
    select sale.currency, 2 from sale where sale.total is not null
    union
    select creator.currency, 2 from creator where creator.fee is not null
    union
    select cost.currency, 2 from cost where cost.amount is not null
    union
    select price.currency, 0 from product_cost as price
    where price.unit_cost is not null and price.currency is not null
    union
    select shop.currency, 1 from shop_order as shop where shop.amount is not null
    union
    select sold.currency, 1 from affiliate_sale as sold
    where coalesce(sold.paid, sold.gmv) is not null
    union
    select paid_out.currency, 1 from shop_settlement as paid_out
    where paid_out.settlement is not null
    union
    select credited.currency, 1 from shop_post as credited where credited.gmv is not null
    union
    select g.currency, 1 from gmv_max as g where g.spend is not null
)
select amount.currency, max(amount.weight) as weight
from amount
group by amount.currency
order by amount.currency
