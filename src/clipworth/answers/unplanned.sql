-- What of the plan, the prices and the tags is not known at all or not for all posts.
-- In:  $since, $until; places trackable.
-- Out: one row: posts, posts without a pillar, orders, orders with lines, whether product costs are
--      known, whether any order could be tracked (by codes that speak, or tags on orders).
select
    (select count(*) from post as p
        where p.posted_day >= $since::date and p.posted_day < $until::date) as posts,
    (select count(*) from post as p
        left join post_label as plan on plan.post_id = p.post_id
        where p.posted_day >= $since::date and p.posted_day < $until::date
            and plan.pillars is null) as posts_without_pillar,
    (select count(*) from sale) as orders,
    exists (select 1 from product_cost as price where price.unit_cost is not null)
        as has_product_costs,
    (
{trackable}
    ) as has_tags
