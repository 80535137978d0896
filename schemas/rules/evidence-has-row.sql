with present as (
  select 'calls' as table_name, call_id as row_id from calls
  union all
  select
    'participants' as table_name,
    concat_ws('|', call_id, person_id) as row_id from participants
  union all
  select
    'topics' as table_name,
    concat_ws('|', call_id, topic_code, account_code, article_id) as row_id
  from topics
)
select
  'evidence' as table_name,
  concat_ws('|', evidence.table_name, evidence.row_id, field_name, article_id, start_char) as row_id,
  'row_id' as field_name,
  evidence.row_id as value
from evidence
anti join present using (table_name, row_id);
