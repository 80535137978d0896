select distinct
  'calls' as table_name,
  call_id as row_id,
  'called_on' as field_name,
  cast(called_on as varchar) as value
from calls
join evidence
  on table_name = 'calls'
  and row_id = call_id
  and field_name = 'status_code'
  and evidence.value = 'held'
join articles using (article_id)
where status_code = 'held' and called_on > published_on;
