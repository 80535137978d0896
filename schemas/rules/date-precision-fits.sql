select
  'calls' as table_name,
  call_id as row_id,
  'called_on' as field_name,
  cast(called_on as varchar) as value
from calls
where (called_on is null) <> (date_precision = 'unknown')
  or (date_precision = 'month' and day(called_on) <> 1)
  or (date_precision = 'year' and dayofyear(called_on) <> 1);
