with present as (
  select 'articles' as table_name, article_id as row_id from articles
  union all
  select 'people' as table_name, person_id as row_id from people
  union all
  select 'calls' as table_name, call_id as row_id from calls
  union all
  select 'participants' as table_name, concat_ws('|', call_id, person_id) as row_id from participants
  union all
  select
    'topics' as table_name,
    concat_ws('|', call_id, topic_code, account_code, article_id) as row_id
  from topics
  union all
  select 'quotes' as table_name, quote_id as row_id from quotes
  union all
  select 'figures' as table_name, figure_id as row_id from figures
  union all
  select
    'evidence' as table_name,
    concat_ws('|', evidence.table_name, evidence.row_id, field_name, article_id, start_char) as row_id
  from evidence
  union all
  select 'accounts' as table_name, code as row_id from accounts
  union all
  select 'call_statuses' as table_name, code as row_id from call_statuses
  union all
  select 'date_precisions' as table_name, code as row_id from date_precisions
  union all
  select 'focuses' as table_name, code as row_id from focuses
  union all
  select 'media' as table_name, code as row_id from media
  union all
  select 'offices' as table_name, code as row_id from offices
  union all
  select 'qualifiers' as table_name, code as row_id from qualifiers
  union all
  select 'quote_kinds' as table_name, code as row_id from quote_kinds
  union all
  select 'roles' as table_name, code as row_id from roles
  union all
  select 'topic_codes' as table_name, code as row_id from topic_codes
  union all
  select 'topic_statuses' as table_name, code as row_id from topic_statuses
  union all
  select 'units' as table_name, code as row_id from units
)
select
  'retired' as table_name,
  concat_ws('|', retired.table_name, retired.row_id) as row_id,
  'row_id' as field_name,
  retired.row_id as value
from retired
semi join present using (table_name, row_id);
