select
  'participants' as table_name,
  concat_ws('|', call_id, person_id) as row_id,
  'role_code' as field_name,
  role_code as value
from participants
join calls using (call_id)
where (role_code = 'caller') <> (initiator_id is not distinct from person_id);
