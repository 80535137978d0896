select
  'quotes' as table_name,
  quote_id as row_id,
  'end_char' as field_name,
  cast(end_char as varchar) as value
from quotes
join articles using (article_id)
where end_char > characters
union all
select
  'quotes' as table_name,
  quote_id as row_id,
  'speaker_end_char' as field_name,
  cast(speaker_end_char as varchar) as value
from quotes
join articles using (article_id)
where speaker_end_char > characters
union all
select
  'figures' as table_name,
  figure_id as row_id,
  'end_char' as field_name,
  cast(end_char as varchar) as value
from figures
join articles using (article_id)
where end_char > characters
union all
select
  'evidence',
  concat_ws('|', table_name, row_id, field_name, article_id, start_char),
  'end_char',
  cast(end_char as varchar)
from evidence
join articles using (article_id)
where end_char > characters;
