-- Count the totals of one receipt whose days meet other days or totals of the same thing in another.
-- In:  fresh_receipt, those that came new; {everywhere}, every version of every row; {things}, the
--      key without its days; $table.
-- Out: overlap, one row per table and ordered pair of receipts of which one is fresh.
insert into overlap by name
with told as (
    select distinct {things}, from_day, until_day, _receipt
    from {everywhere}
)
select $table as table_name, one._receipt as receipt, other._receipt as other,
    count(distinct hash({ones}, one.from_day, one.until_day)) as row_count
from told as one
join told as other using ({things})
where one._receipt <> other._receipt
    and (one.from_day <> other.from_day or one.until_day <> other.until_day)
    and one.from_day < other.until_day and other.from_day < one.until_day
    and (
        one._receipt in (select fresh_receipt.receipt from fresh_receipt)
        or other._receipt in (select fresh_receipt.receipt from fresh_receipt)
    )
group by one._receipt, other._receipt
