-- unpivot leaves nulls out: an empty cell needs no evidence.
with cells as (
  select 'calls' as table_name, row_id, field_name, value
  from (
    unpivot (select call_id as row_id, columns(*)::varchar from calls)
    on columns(* exclude (row_id)) into name field_name value value
  )
  union all
  select 'participants' as table_name, row_id, field_name, value
  from (
    unpivot (
      select
        concat_ws('|', call_id, person_id) as row_id,
        columns(*)::varchar
      from participants
    )
    on columns(* exclude (row_id)) into name field_name value value
  )
  union all
  select 'topics' as table_name, row_id, field_name, value
  from (
    unpivot (
      select
        concat_ws('|', call_id, topic_code, account_code, article_id) as row_id,
        columns(*)::varchar
      from topics
    )
    on columns(* exclude (row_id)) into name field_name value value
  )
)
select table_name, row_id, field_name, value
from cells
anti join evidence using (table_name, row_id, field_name);
