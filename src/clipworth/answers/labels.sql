-- How the selected posts are labelled.
-- In:  $since, $until, $undated (rows without a day count); posts, where.
-- Out: one row per post: post_id, no_pillar, no_stage, torn_pillar, torn_stage (two plans disagree),
--      pillar_origin, stage_origin.
select r.post_id,
    r.pillars is null as no_pillar,
    r.stage is null as no_stage,
    r.post_id in (
        select torn.post_id from plan_conflict as torn where torn.field = 'pillar'
    ) as torn_pillar,
    r.post_id in (
        select torn.post_id from plan_conflict as torn where torn.field = 'stage'
    ) as torn_stage,
    r.pillar_origin, r.stage_origin
from (
{posts}
) as r
where (($undated and r.day is null) or (r.day >= $since::date and r.day < $until::date))
    and {where}
order by r.day desc nulls last, r.post_id
