select 'calls' as table_name, call_id as row_id, 'call_id' as field_name, call_id as value
from calls
where left(call_id, 11) <> case date_precision
    when 'day' then strftime(called_on, '%Y-%m-%d-')
    when 'month' then strftime(called_on, '%Y-%m-00-')
    when 'year' then strftime(called_on, '%Y-00-00-')
    else '0000-00-00-'
  end;
