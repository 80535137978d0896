select
  'calls' as table_name,
  call_id as row_id,
  'status_code' as field_name,
  status_code as value
from calls
where status_code = 'held'
  and (
    select count(*)
    from participants
    where participants.call_id = calls.call_id
      and role_code in ('caller', 'recipient', 'party')
  ) < 2;
