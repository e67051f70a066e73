-- Which currencies the amounts of the workspace are in.
-- Out: one row per currency: currency, NULL where rows with amounts do not state one.
select ad.currency from ad_day as ad where ad.spend is not null
union
select ad.currency from ad_period as ad where ad.spend is not null
union
select sale.currency from sale where sale.total is not null
union
select creator.currency from creator where creator.fee is not null
union
select cost.currency from cost where cost.amount is not null
order by 1
