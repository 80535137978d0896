select 'quotes' as table_name, quote_id as row_id, 'content' as field_name, content as value
from quotes
join articles using (article_id)
where articles.text is not null
  and content <> substr(articles.text, start_char + 1, end_char - start_char);
