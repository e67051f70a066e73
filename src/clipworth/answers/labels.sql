-- How the selected posts are labelled.
-- In:  $since, $until, $undated (rows without a day count); posts, where, most (ids of each kind).
-- Out: one row: for pillar and stage, how many posts have none (no_…), of how many two plans disagree
--      (torn_…), the newest ids of each, and how many have theirs by a rule or by a suggestion.
with labelled as (
    select r.post_id, r.day, r.pillars is null as no_pillar, r.stage is null as no_stage,
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
),
ranked as (
    select labelled.*,
        row_number() over (order by labelled.day desc nulls last, labelled.post_id desc) as place
    from labelled
)
select
    count(*) filter (where p.no_pillar) as no_pillar,
    count(*) filter (where p.no_stage) as no_stage,
    count(*) filter (where p.torn_pillar) as torn_pillar,
    count(*) filter (where p.torn_stage) as torn_stage,
    arg_min(p.post_id, p.place, {most}) filter (where p.no_pillar) as no_pillar_ids,
    arg_min(p.post_id, p.place, {most}) filter (where p.no_stage) as no_stage_ids,
    arg_min(p.post_id, p.place, {most}) filter (where p.torn_pillar) as torn_pillar_ids,
    arg_min(p.post_id, p.place, {most}) filter (where p.torn_stage) as torn_stage_ids,
    count(*) filter (where p.pillar_origin = 'rule') as pillar_by_rule,
    count(*) filter (where p.stage_origin = 'rule') as stage_by_rule,
    count(*) filter (where p.pillar_origin = 'suggestion') as pillar_by_suggestion,
    count(*) filter (where p.stage_origin = 'suggestion') as stage_by_suggestion
from ranked as p
