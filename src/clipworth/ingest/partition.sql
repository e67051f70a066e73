-- Write the sound rows of one table of one file into its part of the history.
-- In:  {rows}, the cast rows; gone, the rows set aside; {receipt} and {rank} of the file.
-- Out: a Parquet file with {fields}, those that some row may know, _row, _receipt and _rank;
--      gives the rows written.
copy (
    select {fields}, _row, {receipt} as _receipt, {rank}::BIGINT as _rank
    from {rows}
    where _row not in (select gone._row from gone)
) to {path} (format parquet, compression snappy)
