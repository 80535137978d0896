select
  'quotes' as table_name,
  quote_id as row_id,
  'end_char' as field_name,
  cast(end_char as varchar) as value
from quotes
where end_char <= start_char
union all
select
  'quotes' as table_name,
  quote_id as row_id,
  'speaker_end_char' as field_name,
  cast(speaker_end_char as varchar) as value
from quotes
where speaker_end_char <= speaker_start_char
union all
select
  'figures' as table_name,
  figure_id as row_id,
  'end_char' as field_name,
  cast(end_char as varchar) as value
from figures
where end_char <= start_char
union all
select
  'evidence',
  concat_ws('|', table_name, row_id, field_name, article_id, start_char),
  'end_char',
  cast(end_char as varchar)
from evidence
where end_char <= start_char;
