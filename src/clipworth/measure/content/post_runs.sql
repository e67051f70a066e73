-- How the views of young organic posts were counted, file by file.
-- In:  $since, $until, $youngest (posts of this day and later); history (every version of every post),
--      posts, where.
-- Out: one row per post that was counted three times or more: post_id, title, posted, days and views of
--      the counts, oldest first.
with young as (
    select r.post_id, r.title, r.day as posted
    from (
{posts}
    ) as r
    where r.day >= $youngest::date and r.day >= $since::date and r.day < $until::date
        and not r.boosted and not r.top_sample
        and {where}
),
counted as (
    select v.post_id, receipt.as_of as day, max(v.views) as views
    from {history} as v
    join receipt on receipt.receipt = v._receipt
    where v.views is not null and receipt.as_of is not null
        and v.post_id in (select young.post_id from young)
    group by v.post_id, receipt.as_of
)
select young.post_id, young.title, young.posted,
    list(counted.day order by counted.day) as days,
    list(counted.views order by counted.day) as views
from young
join counted on counted.post_id = young.post_id and counted.day >= young.posted
group by young.post_id, young.title, young.posted
having count(*) >= 3
order by young.posted desc, young.post_id
