with present as (
  select 'calls' as table_name, column_name as field_name from (describe calls)
  union all
  select 'participants' as table_name, column_name as field_name from (describe participants)
  union all
  select 'topics' as table_name, column_name as field_name from (describe topics)
)
select
  'evidence' as table_name,
  concat_ws('|', evidence.table_name, row_id, evidence.field_name, article_id, start_char) as row_id,
  'field_name' as field_name,
  evidence.field_name as value
from evidence
anti join present using (table_name, field_name);
