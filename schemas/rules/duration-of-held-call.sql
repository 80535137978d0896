select
  'calls' as table_name,
  call_id as row_id,
  'duration_minutes' as field_name,
  cast(duration_minutes as varchar) as value
from calls
where duration_minutes is not null and status_code <> 'held';
