-- What is wrong with imported files, the worst first.
-- Out: one row per problem: file, row_number, column_name, severity, message, remedy.
select p.file, p.row_number, p.column_name, p.severity, p.message, p.remedy
from problem as p
order by case p.severity when 'error' then 0 when 'warning' then 1 else 2 end,
    p.file, p.row_number nulls first, p.column_name
limit 1000
