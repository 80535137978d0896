select
  'topics' as table_name,
  concat_ws('|', call_id, topic_code, account_code, article_id) as row_id,
  'account_code' as field_name,
  account_code as value
from topics
join accounts on accounts.code = account_code
where kind <> 'press'
  and not exists (
    select 1
    from participants
    where participants.call_id = topics.call_id and country_code = account_code
  );
