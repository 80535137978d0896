select
  'quotes' as table_name,
  quote_id as row_id,
  'speaker_as_written' as field_name,
  speaker_as_written as value
from quotes
join articles using (article_id)
where articles.text is not null
  and speaker_as_written <> substr(
    articles.text, speaker_start_char + 1,
    speaker_end_char - speaker_start_char
  );
