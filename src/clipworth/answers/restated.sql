-- Values of one column that a later file restated.
-- In:  history, keys (a text made of the table's keys), column, $since, $until, day.
-- Out: one row per restated value: row_key, value_before, value_now, receipts and as-of days.
with version as (
    select {keys} as row_key, {day} as day, v.{column} as value, v._receipt, v._rank
    from {history} as v
    where v.{column} is not null
        and ({day} is null or ({day} >= $since::date and {day} < $until::date))
),
ends as (
    select version.row_key,
        min_by(version.value, version._rank) as value_before,
        max_by(version.value, version._rank) as value_now,
        min_by(version._receipt, version._rank) as first_receipt,
        max_by(version._receipt, version._rank) as last_receipt
    from version
    group by version.row_key
    having count(distinct version.value) > 1
)
select ends.row_key, ends.value_before, ends.value_now, older.file, older.as_of, newer.file,
    newer.as_of
from ends
left join receipt as older on older.receipt = ends.first_receipt
left join receipt as newer on newer.receipt = ends.last_receipt
order by abs(ends.value_now - ends.value_before) desc, ends.row_key
