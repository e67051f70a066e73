-- Comments of the days asked about, as texts to be judged.
-- In:  $since, $until, $undated (all days, as all data were asked for).
-- Out: one row per comment: post_id, text (NULL: taken out, or never there).
select c.post_id, nullif(trim(c.text), '') as text
from comment as c
where $undated or (c.day >= $since::date and c.day < $until::date)
