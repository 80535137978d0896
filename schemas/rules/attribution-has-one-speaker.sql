select
  'quotes' as table_name,
  quote_id as row_id,
  'attribution_id' as field_name,
  attribution_id as value
from quotes
where attribution_id in (
  select attribution_id
  from quotes
  group by attribution_id
  having count(distinct (article_id, speaker_id, speaker_name)) > 1
);
