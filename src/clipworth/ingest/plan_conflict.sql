-- Find the posts of which two plans say different things; the newest stands.
-- In:  {history}, every version of every row of the plan.
-- Out: one row per post and field in plan_conflict: what stands, and what others said.
insert into plan_conflict by name
select v.post_id, 'pillar' as field, plan.pillar as stands,
    string_agg(distinct v.pillar, ' / ' order by v.pillar) as other
from {history} as v
join post_plan as plan on plan.post_id = v.post_id
where lower(trim(v.pillar)) <> lower(trim(plan.pillar))
group by all
union all
select v.post_id, 'stage' as field, plan.stage as stands,
    string_agg(distinct v.stage, ' / ' order by v.stage) as other
from {history} as v
join post_plan as plan on plan.post_id = v.post_id
where lower(trim(v.stage)) <> lower(trim(plan.stage))
group by all
