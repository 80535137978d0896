select
  'evidence' as table_name,
  concat_ws('|', evidence.table_name, row_id, field_name, article_id, start_char) as row_id,
  'exact' as field_name,
  exact as value
from evidence
join articles using (article_id)
where articles.text is not null
  and exact <> substr(articles.text, start_char + 1, end_char - start_char);
