-- List what is wrong with the input.
-- Out: one row per problem: receipt, file, row_number (NULL: the whole file), column_name (NULL: the
-- whole row), severity, message, remedy.
select
    problem.receipt,
    problem.file,
    problem.row_number,
    problem.column_name,
    problem.severity,
    problem.message,
    problem.remedy
from problem
order by
    problem.file,
    problem.receipt,
    problem.row_number nulls first,
    problem.column_name nulls first,
    problem.message
