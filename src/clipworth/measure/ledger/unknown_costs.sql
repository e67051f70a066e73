-- What keeps the cost of a period from being known.
-- In:  $since, $until; places ad_totals.
-- Out: one row per gap: gap, subject (month, creator, ad account), known_count of amount_count.
with ad_total as (
{ad_totals}
),
month as (
    select unnest(generate_series(
        date_trunc('month', $since::date)::date, ($until::date - 1)::date, interval 1 month
    ))::date as first_day
)
select 'no cost sheet' as gap, strftime(month.first_day, '%Y-%m') as subject, 0 as known_count,
    1 as amount_count
from month
where not exists (
    select 1 from cost where date_trunc('month', cost.month) = month.first_day
)
union all
select 'cost without amount', strftime(c.month, '%Y-%m'), 0, count(*)
from cost as c
where c.amount is null and c.month < $until::date and last_day(c.month) >= $since::date
group by all
union all
select 'fee not given', lower(c.creator), 0, count(*)
from creator as c
where c.fee is null and c.from_day < $until::date
    and coalesce(c.until_day, c.from_day) >= $since::date
group by all
union all
select 'no agreement', lower(plan.creator), 0, count(*)
from post_plan as plan
join post as p on p.post_id = plan.post_id
where lower(plan.content_type) = 'creator' and plan.creator is not null
    and p.posted_day >= $since::date and p.posted_day < $until::date
    and not exists (select 1 from creator as c where lower(c.creator) = lower(plan.creator))
group by all
union all
select 'ads without spend', ad.ad_account, 0, count(*)
from ad_day as ad
join ad_level as chosen
    on chosen.ad_account = ad.ad_account and chosen.day = ad.day and chosen.level = ad.level
where ad.spend is null and ad.day >= $since::date and ad.day < $until::date
group by all
union all
select 'totals without spend', t.ad_account, 0, sum(t.unsaid_count)::bigint
from ad_total as t
where t.unsaid_count > 0 and not t.replaced
    and t.from_day >= $since::date and t.until_day <= $until::date
group by all
union all
select 'totals known in part', t.ad_account, max_by(t.known_day_count, t.day_count),
    max(t.day_count)
from ad_total as t
where t.known_day_count > 0 and not t.replaced
    and t.from_day >= $since::date and t.until_day <= $until::date
group by all
union all
select 'totals across the edge', t.ad_account, 0, count(*)
from ad_total as t
where t.from_day < $until::date and t.until_day > $since::date
    and not (t.from_day >= $since::date and t.until_day <= $until::date)
    and not t.replaced
    -- Of such a total only the days that are asked for must be known.
    and date_diff(
        'day', greatest(t.from_day, $since::date), least(t.until_day, $until::date)
    ) > (
        select count(*) from ad_level as l
        where l.ad_account = t.ad_account
            and l.day >= greatest(t.from_day, $since::date)
            and l.day < least(t.until_day, $until::date)
    )
group by all
union all
select 'totals that overlap', ad.ad_account, 0, count(*)
from ad_period as ad
join ad_period as other on other.ad_account = ad.ad_account
    and other.from_day > ad.from_day and other.from_day < ad.until_day
    and other.until_day > ad.until_day
where ad.from_day >= $since::date and other.until_day <= $until::date
group by all
order by 1, 2
