select
  'calls' as table_name,
  call_id as row_id,
  'initiator_id' as field_name,
  initiator_id as value
from calls
where initiator_id is not null
  and not exists (
    select 1
    from participants
    where participants.call_id = calls.call_id and person_id = initiator_id
  );
