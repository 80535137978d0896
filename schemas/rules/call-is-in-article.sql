select 'quotes' as table_name, quote_id as row_id, 'call_id' as field_name, call_id as value
from quotes
where quotes.call_id is not null
  and not exists (
    select 1
    from evidence
    where evidence.article_id = quotes.article_id
      and evidence.table_name = 'calls'
      and evidence.row_id = quotes.call_id
  )
union all
select 'figures', figure_id, 'call_id', call_id
from figures
where figures.call_id is not null
  and not exists (
    select 1
    from evidence
    where evidence.article_id = figures.article_id
      and evidence.table_name = 'calls'
      and evidence.row_id = figures.call_id
  )
union all
select
  'topics',
  concat_ws('|', call_id, topic_code, account_code, article_id),
  'call_id',
  call_id
from topics
where topics.call_id is not null
  and not exists (
    select 1
    from evidence
    where evidence.article_id = topics.article_id
      and evidence.table_name = 'calls'
      and evidence.row_id = topics.call_id
  );
