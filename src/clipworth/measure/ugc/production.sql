-- What the brand spent on making posts of its own, over the months whose costs it told.
-- In:  $since, $until, $home; places exchange.
-- Out: one row per month with a cost sheet: month, amount in $home for production of organic posts
--      or of none in particular; unrated, unsaid (entries without a rate, or without an amount).
select strftime(c.month, '%Y-%m') as month,
    sum(case when c.kind = 'production' and coalesce(nullif(lower(c.content_type), ''), 'organic')
        = 'organic' and coalesce(c.creator, '') = '' then c.amount * fx.rate end) as amount,
    count(*) filter (where c.kind = 'production' and c.amount is not null and fx.rate is null)
        as unrated,
    count(*) filter (where c.kind = 'production' and c.amount is null) as unsaid
from cost as c
asof left join (
{exchange}
) as fx on fx.currency = coalesce(c.currency, $home) and fx.day <= c.month
-- A month that is asked about in part would set all of its costs against a part of its posts.
where c.month >= $since::date and last_day(c.month) < $until::date
group by 1
order by 1
