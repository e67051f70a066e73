-- Which parts the rows of a relation stand in.
-- In:  places relation, part, where (true, or the condition that a part is to fulfil), most.
-- Out: one row per part: part.
select distinct {part} as part
from (
{relation}
) as r
where {where}
order by part
limit {most}
