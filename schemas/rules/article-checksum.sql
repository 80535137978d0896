select 'articles' as table_name, article_id as row_id, 'sha256' as field_name, sha256 as value
from articles
where text is not null and sha256 <> sha256(articles.text);
