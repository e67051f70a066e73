-- How many posts say themselves how many followers they won.
-- Out: one row: posts.
select count(*) as posts from post as p where p.new_followers is not null and p.views > 0
