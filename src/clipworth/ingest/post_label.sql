-- Label each post: by the plan, else by rules, else by suggestions that a person accepted.
-- In:  post_plan; made_label, what rules and suggestions say of posts that the plan leaves open:
--      post_id, kind (pillar, stage), value, weight, origin, why, sure.
-- Out: one row per post in post_label: pillars and weights (which add to 1), stage, and for both
--      origin, why and sure (a share; what the brand itself said is 1); what else the plan says.
insert into post_label by name
with entry as (
    select plan.*,
        list_filter(
            string_split_regex(trim(coalesce(plan.pillar, '')), '\s*\x3B\s*'), lambda one: one <> ''
        ) as said
    from post_plan as plan
),
-- Percents are weights only where every pillar has one and they add up to all.
weighed as (
    select entry.*,
        list_transform(entry.said, lambda one: try_cast(
            nullif(regexp_extract(one, '^.+\s(\d+(?:\.\d+)?)\s*%$', 1), '') as double
        ) / 100) as shares
    from entry
),
planned as (
    select weighed.*,
        len(weighed.said) > 1 and list_count(weighed.shares) = len(weighed.said)
            and abs(list_sum(weighed.shares) - 1) < 0.011 as is_weighed,
        list_filter(weighed.said, lambda one, place:
            list_position(weighed.said, one) = place) as names
    from weighed
),
by_plan as (
    select planned.*,
        case
            when len(planned.said) = 0 then null
            when planned.is_weighed then list_transform(planned.said, lambda one:
                trim(regexp_replace(one, '\s\d+(\.\d+)?\s*%$', '')))
            else planned.names
        end as pillars,
        case
            when len(planned.said) = 0 then null
            when planned.is_weighed then list_transform(planned.shares, lambda one:
                one / list_sum(planned.shares))
            else list_transform(planned.names, lambda one: 1.0::double / len(planned.names))
        end as weights
    from planned
),
made as (
    select made_label.post_id,
        list(made_label.value order by made_label.weight desc, made_label.value)
            filter (where made_label.kind = 'pillar') as pillars,
        list(made_label.weight order by made_label.weight desc, made_label.value)
            filter (where made_label.kind = 'pillar') as weights,
        any_value(made_label.origin) filter (where made_label.kind = 'pillar') as pillar_origin,
        string_agg(made_label.why, ', ' order by made_label.weight desc, made_label.value)
            filter (where made_label.kind = 'pillar') as pillar_why,
        min(made_label.sure) filter (where made_label.kind = 'pillar') as pillar_sure,
        any_value(made_label.value) filter (where made_label.kind = 'stage') as stage,
        any_value(made_label.origin) filter (where made_label.kind = 'stage') as stage_origin,
        any_value(made_label.why) filter (where made_label.kind = 'stage') as stage_why,
        any_value(made_label.sure) filter (where made_label.kind = 'stage') as stage_sure
    from made_label
    group by made_label.post_id
)
select
    coalesce(by_plan.post_id, made.post_id) as post_id,
    coalesce(by_plan.pillars, made.pillars) as pillars,
    coalesce(by_plan.weights, made.weights) as weights,
    case when by_plan.pillars is not null then 'plan' else made.pillar_origin end as pillar_origin,
    case when by_plan.pillars is not null then 'The plan says ' || trim(by_plan.pillar)
        else made.pillar_why end as pillar_why,
    case when by_plan.pillars is not null then 1 else made.pillar_sure end as pillar_sure,
    coalesce(upper(nullif(trim(by_plan.stage), '')), made.stage) as stage,
    case when nullif(trim(by_plan.stage), '') is not null then 'plan' else made.stage_origin
        end as stage_origin,
    case when nullif(trim(by_plan.stage), '') is not null then 'The plan says ' || by_plan.stage
        else made.stage_why end as stage_why,
    case when nullif(trim(by_plan.stage), '') is not null then 1 else made.stage_sure
        end as stage_sure,
    by_plan.content_type, by_plan.format, by_plan.hook, by_plan.scripted, by_plan.creator
from by_plan
full join made on made.post_id = by_plan.post_id
