-- Every cost once, by day: ad spend, creator fees and the cost sheet.
-- In:  $since, $until, $before_since, $before_until (NULL: nothing before): totals of ads over a period
--      count only where they lie inside one of the two spans and no day of theirs is known; they
--      stand at their first day. Places ads, ad_totals.
-- Out: one row per entry and day: kind (ads, fee, sheet), day, currency, amount, dimensions;
--      origin (the table), _receipt and _row of its row there (NULL: several).
with ads as (
{ads}
),
total_inside as (
    select t.*
    from (
{ad_totals}
    ) as t
    where (t.from_day >= $since::date and t.until_day <= $until::date)
        or (t.from_day >= $before_since::date and t.until_day <= $before_until::date)
),
counted_total as (
    select t.*
    from total_inside as t
    -- Where days tell only a part of a total, adding both would count that part twice.
    where t.known_day_count = 0
        and not exists (
            select 1 from total_inside as wider
            where wider.ad_account = t.ad_account
                and wider.from_day <= t.from_day and wider.until_day >= t.until_day
                and (wider.from_day, wider.until_day) <> (t.from_day, t.until_day)
        )
),
agreement as (
    select lower(c.creator) as creator, c.from_day, c.currency, c.fee, c._receipt, c._row,
        greatest(coalesce(c.until_day, c.from_day), c.from_day) as last_day,
        date_diff('day', c.from_day, greatest(coalesce(c.until_day, c.from_day), c.from_day)) + 1
            as days
    from creator as c
    where c.fee is not null
),
fee_day as (
    select a.creator, a.currency, a.fee, a.from_day, a.days, a._receipt, a._row,
        unnest(generate_series(1, a.days)) as nth
    from agreement as a
),
sheet as (
    select c.*, date_trunc('month', c.month)::date as first_day, day(last_day(c.month)) as days
    from cost as c
    where c.amount is not null
),
sheet_day as (
    select s.first_day, s.days, s.currency, s.amount, s._receipt, s._row,
        nullif(lower(s.content_type), '') as content_type, nullif(s.pillar, '') as pillar,
        nullif(s.post_id, '') as post_id, nullif(lower(s.creator), '') as creator,
        unnest(generate_series(1, s.days)) as nth
    from sheet as s
),
entry as (
    select 'ads' as kind, ads.day, ads.currency, ads.spend as amount, 'paid' as content_type,
        null::varchar as pillar, ads.post_id, ads.creator, ads.campaign, ads.format,
        'ad_day' as origin, ads._receipt, ads._row
    from ads
    where ads.spend is not null
    union all
    select 'ads' as kind, t.from_day as day, t.currency, t.spend as amount,
        'paid' as content_type, null as pillar, null as post_id, null as creator,
        null as campaign, null as format, 'ad_period' as origin, null as _receipt, null as _row
    from counted_total as t
    where t.spend is not null
    union all
    -- Differences of running totals, so that the days add up to the fee to the last digit.
    select 'fee' as kind, (f.from_day + (f.nth - 1)::integer)::date as day, f.currency,
        (f.fee::double * f.nth / f.days)::decimal(18, 6)
            - (f.fee::double * (f.nth - 1) / f.days)::decimal(18, 6) as amount,
        'creator' as content_type, null as pillar, null as post_id, f.creator,
        null as campaign, null as format, 'creator' as origin, f._receipt, f._row
    from fee_day as f
    union all
    select 'sheet' as kind, (s.first_day + (s.nth - 1)::integer)::date as day, s.currency,
        (s.amount::double * s.nth / s.days)::decimal(18, 6)
            - (s.amount::double * (s.nth - 1) / s.days)::decimal(18, 6) as amount,
        s.content_type, s.pillar, s.post_id, s.creator,
        null as campaign, null as format, 'cost' as origin, s._receipt, s._row
    from sheet_day as s
)
select entry.kind, entry.day, entry.currency, entry.amount, entry.content_type, entry.post_id,
    coalesce(entry.creator, lower(plan.creator)) as creator, entry.campaign,
    coalesce(
        string_split_regex(nullif(trim(entry.pillar), ''), '\s*;\s*'), plan.pillars
    ) as pillars,
    -- Pillars of the cost sheet share alike; those of a post by its weights.
    case when nullif(trim(entry.pillar), '') is null then plan.weights end as weights,
    plan.stage, coalesce(entry.format, plan.format) as format,
    entry.origin, entry._receipt, entry._row
from entry
left join post_label as plan on plan.post_id = entry.post_id
