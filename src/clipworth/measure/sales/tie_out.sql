-- From the shop's own total of a month to what answers count, with each difference apart.
-- In:  $since, $until, $home; places exchange, awaited (statuses of a payment still to come).
-- Out: one row per month and line: month, line, orders, amount in $home, unrated (orders without an
--      exchange rate). Lines: all, cancelled, test, unpaid, refunds, foreign, moved_in, moved_out
--      (the day in UTC lies in another month than the shop's day).
with awaited as (
{awaited}
),
paid_back as (
    select refund.order_id, sum(part.amount) as amount
    from refund
    join refund_part as part on part.refund_id = refund.refund_id
    group by refund.order_id
),
dated as (
    select s.*, coalesce(s.day, (make_timestamp(s.ordered_ms * 1000))::date) as order_day,
        (make_timestamp(s.ordered_ms * 1000))::date as utc_day,
        coalesce(s.refunded, paid_back.amount) as paid_back,
        not coalesce(s.cancelled, false) and not coalesce(s.test, false) as counted
    from sale as s
    left join paid_back on paid_back.order_id = s.order_id
),
line as (
    select 'all' as line, d.order_day as day, d.order_day as rate_day, d.currency,
        d.total as amount from dated as d
    union all
    select 'test', d.order_day, d.order_day, d.currency, d.total from dated as d
    where coalesce(d.test, false)
    union all
    select 'cancelled', d.order_day, d.order_day, d.currency, d.total from dated as d
    where coalesce(d.cancelled, false) and not coalesce(d.test, false)
    union all
    select 'unpaid', d.order_day, d.order_day, d.currency, d.total from dated as d
    where d.counted and lower(trim(d.status)) in (select awaited.status from awaited)
    union all
    select 'refunds', d.order_day, d.order_day, d.currency, d.paid_back from dated as d
    where d.counted and d.paid_back <> 0
    union all
    select 'foreign', d.order_day, d.order_day, d.currency, d.total from dated as d
    where d.counted and d.currency <> $home
    union all
    select 'moved_out', d.order_day, d.order_day, d.currency, d.total from dated as d
    where d.counted and date_trunc('month', d.utc_day) <> date_trunc('month', d.order_day)
    union all
    select 'moved_in', d.utc_day, d.order_day, d.currency, d.total from dated as d
    where d.counted and date_trunc('month', d.utc_day) <> date_trunc('month', d.order_day)
    union all
    -- The same refunds by the day they were paid back, where the shop lists them with it.
    select 'refunds_by_day', coalesce(r.refund_day, (make_timestamp(r.refunded_ms * 1000))::date),
        d.order_day, d.currency, part.amount
    from refund as r
    join refund_part as part on part.refund_id = r.refund_id
    join dated as d on d.order_id = r.order_id
    where d.counted and d.refunded is null
)
select strftime(line.day, '%Y-%m') as month, line.line, count(*) as orders,
    sum(line.amount * fx.rate) as amount,
    count(*) filter (where line.amount is not null and fx.rate is null) as unrated
from line
asof left join (
{exchange}
) as fx on fx.currency = coalesce(line.currency, $home) and fx.day <= line.rate_day
where line.day >= $since::date and line.day < $until::date
group by all
order by 1, 2
