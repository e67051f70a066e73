-- By what each row of ads was known to be of its format.
-- In:  $since, $until, $undated, $home; places ads, family, basis, exchange, where.
-- Out: one row per format and basis: family, basis, ad_rows, spend in $home (NULL: no rate).
with shown as (
    select {family} as family, {basis} as basis, r.day,
        coalesce(r.currency, $home) as currency, count(*) as ad_rows, sum(r.spend) as spend
    from (
{ads}
    ) as r
    where r.delivered and (($undated and r.day is null)
        or (r.day >= $since::date and r.day < $until::date)) and {where}
    group by all
)
select s.family, s.basis, sum(s.ad_rows)::bigint as ad_rows,
    case when count(s.spend) = count(s.spend * fx.rate) then sum(s.spend * fx.rate) end as spend
from shown as s
asof left join (
{exchange}
) as fx on fx.currency = s.currency and fx.day <= s.day
group by s.family, s.basis
order by s.family, spend desc nulls last
