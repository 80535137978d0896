select
  'people' as table_name,
  person_id as row_id,
  'person_id' as field_name,
  person_id as value
from people
where person_id not in (
  select person_id from participants
  union all
  select initiator_id from calls where initiator_id is not null
  union all
  select speaker_id from quotes where speaker_id is not null
);
