select
  'figures' as table_name,
  figure_id as row_id,
  'quote_id' as field_name,
  figures.quote_id as value
from figures
join quotes on quotes.quote_id = figures.quote_id
where figures.article_id <> quotes.article_id
  or figures.start_char < quotes.start_char
  or figures.end_char > quotes.end_char;
