-- What one unit of each currency is worth in one currency, from a day until the next rate.
-- In:  $home, the currency to express amounts in.
-- Out: one row per currency and first day: currency, day, rate,
--      way (same, direct, inverse, or across a common currency).
with leg as (
    select f.base as source, f.quote as target, f.day, f.rate::decimal(24, 12) as rate, 1 as turns
    from fx_rate as f
    where f.rate > 0
    union all
    select f.quote, f.base, f.day, (1.0::double / f.rate::double)::decimal(24, 12), 2
    from fx_rate as f
    where f.rate > 0
),
straight as (
    select leg.source as currency, leg.day, min_by(leg.rate, leg.turns) as rate,
        min(leg.turns) as turns
    from leg
    where leg.target = $home and leg.source <> $home
    group by leg.source, leg.day
),
bridge as (
    select distinct far.source as currency, far.target as via
    from (select distinct leg.source, leg.target from leg) as far
    join (select distinct leg.source from leg where leg.target = $home) as near
        on near.source = far.target
    where far.source <> $home and far.target <> $home
        and far.source not in (select straight.currency from straight)
),
turning as (
    select bridge.currency, bridge.via, leg.day
    from bridge
    join leg on leg.source = bridge.currency and leg.target = bridge.via
    union
    select bridge.currency, bridge.via, leg.day
    from bridge
    join leg on leg.source = bridge.via and leg.target = $home
),
first_leg as (
    select turning.currency, turning.via, turning.day, far.rate
    from turning
    asof join leg as far
        on far.source = turning.currency and far.target = turning.via and far.day <= turning.day
),
crossed as (
    select first_leg.currency, first_leg.day,
        min_by((first_leg.rate::double * near.rate::double)::decimal(24, 12), first_leg.via) as rate
    from first_leg
    asof join leg as near
        on near.source = first_leg.via and near.target = $home and near.day <= first_leg.day
    group by first_leg.currency, first_leg.day
)
select $home as currency, date '0001-01-01' as day, 1::decimal(24, 12) as rate, 'same' as way
where $home is not null
union all
select straight.currency, straight.day, straight.rate,
    case when straight.turns = 1 then 'direct' else 'inverse' end as way
from straight
union all
select crossed.currency, crossed.day, crossed.rate, 'across' as way
from crossed
