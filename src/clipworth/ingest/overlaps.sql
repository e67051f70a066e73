-- Count the keys that two receipts both know.
-- In:  met, keys that several receipts know; fresh_receipt, those that came new;
--      {everywhere}, every version of every row; {keys}; $table.
-- Out: overlap, one row per table and ordered pair of receipts of which one is fresh.
insert into overlap by name
with told as (
    select distinct {keys}, _receipt
    from {everywhere}
    semi join met using ({keys})
)
select $table as table_name, one._receipt as receipt, other._receipt as other,
    count(*) as row_count
from told as one
join told as other using ({keys})
where one._receipt <> other._receipt
    and (
        one._receipt in (select fresh_receipt.receipt from fresh_receipt)
        or other._receipt in (select fresh_receipt.receipt from fresh_receipt)
    )
group by one._receipt, other._receipt
