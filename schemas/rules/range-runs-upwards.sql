select
  'figures' as table_name,
  figure_id as row_id,
  'value_max' as field_name,
  cast(value_max as varchar) as value
from figures
where value_max <= figures.value;
