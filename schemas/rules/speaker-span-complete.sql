select
  'quotes' as table_name,
  quote_id as row_id,
  'speaker_as_written' as field_name,
  speaker_as_written as value
from quotes
where (speaker_as_written is null) <> (speaker_start_char is null)
  or (speaker_as_written is null) <> (speaker_end_char is null);
