select 'figures' as table_name, figure_id as row_id, 'surface' as field_name, surface as value
from figures
join articles using (article_id)
where articles.text is not null
  and surface <> substr(articles.text, start_char + 1, end_char - start_char);
