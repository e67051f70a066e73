-- The ad formats that the selected ads have.
-- In:  $since, $until, $undated (rows without a day count); places ads, where.
-- Out: one row per format: format.
select distinct r.format
from (
{ads}
) as r
where r.delivered and (($undated and r.day is null) or (r.day >= $since::date and r.day < $until::date))
    and {where}
order by r.format
