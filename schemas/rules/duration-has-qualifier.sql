select
  'calls' as table_name,
  call_id as row_id,
  'duration_qualifier' as field_name,
  duration_qualifier as value
from calls
where (duration_minutes is null) <> (duration_qualifier is null);
