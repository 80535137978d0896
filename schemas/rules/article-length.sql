select
  'articles' as table_name,
  article_id as row_id,
  'characters' as field_name,
  cast(characters as varchar) as value
from articles
where text is not null and characters <> length(text);
