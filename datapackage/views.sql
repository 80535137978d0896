-- Views over the tables of this package, for DuckDB. The database file of a release has them already:
--   attach 'leader-calls.duckdb' as leader_calls (read_only); use leader_calls;
-- To have them over the files of the package, in its folder or with its address before each path,
-- make the tables first, a statement each, and then run this file as it is:
--   create table calls as from 'data/calls.parquet';

-- One row a call, to be read by people: when, who with whom, how, how long, on what, by which
-- articles.
create view calls_overview as
select
  calls.call_id,
  called_on,
  date_precision,
  call_statuses.label as status,
  media.label as medium,
  who.participants,
  initiator.name as initiator,
  duration_minutes,
  duration_qualifier,
  what.topics,
  sources.articles,
  focus_code
from calls
join call_statuses on call_statuses.code = status_code
join media on media.code = medium_code
left join people as initiator on initiator.person_id = initiator_id
left join (
  select
    call_id,
    string_agg(
      people.name || coalesce(' (' || concat_ws(', ', office, accounts.label) || ')', ''),
      '; ' order by person_id
    ) as participants
  from participants
  join people using (person_id)
  left join accounts on accounts.code = participants.country_code
  group by call_id
) as who using (call_id)
left join (
  select call_id, string_agg(distinct topic_codes.label, '; ' order by topic_codes.label) as topics
  from topics
  join topic_codes on topic_codes.code = topic_code
  where status_code = 'discussed'
  group by call_id
) as what using (call_id)
left join (
  select row_id, list(distinct article_id order by article_id) as articles
  from evidence
  where table_name = 'calls'
  group by row_id
) as sources on sources.row_id = calls.call_id
order by called_on, calls.call_id;

-- One row for each call with a known initiator and each other person who spoke in it: who asked
-- for the call, and of whom.
create view who_called_whom as
select
  calls.call_id,
  called_on,
  date_precision,
  status_code,
  caller.name as caller,
  caller_part.country_code as caller_country,
  other.name as called,
  other_part.country_code as called_country,
  duration_minutes,
  duration_qualifier
from calls
join participants as caller_part
  on caller_part.call_id = calls.call_id and caller_part.person_id = initiator_id
join people as caller on caller.person_id = caller_part.person_id
join participants as other_part
  on other_part.call_id = calls.call_id
  and other_part.person_id <> initiator_id
  and other_part.role_code in ('recipient', 'party')
join people as other on other.person_id = other_part.person_id
order by called_on, calls.call_id, other.name;

-- One row for each call and topic: which governments' accounts name the topic, which do not
-- although their account of that call is known, which say that it did not come up or are said
-- to leave it out, and whether the article says it in its own voice. differs is true where one
-- account names what another one does not.
create view account_differences as
with held as (
  select distinct call_id, account_code
  from topics
  join accounts on accounts.code = account_code
  where kind <> 'press'
),
subjects as (
  select
    call_id,
    topic_code,
    bool_or(kind = 'press' and status_code = 'discussed') as named_by_press
  from topics
  join accounts on accounts.code = account_code
  group by call_id, topic_code
),
said as (
  select
    call_id,
    topic_code,
    account_code,
    bool_or(status_code = 'discussed') as named,
    bool_or(status_code = 'not_discussed') as denied,
    bool_or(status_code = 'omitted') as omitted
  from topics
  group by call_id, topic_code, account_code
),
compared as (
  select
    call_id,
    topic_code,
    named_by_press,
    account_code,
    coalesce(named, false) as named,
    coalesce(denied, false) as denied,
    coalesce(omitted, false) as omitted
  from subjects
  left join held using (call_id)
  left join said using (call_id, topic_code, account_code)
)
select
  call_id,
  called_on,
  topic_code,
  topic_codes.label as topic,
  coalesce(list(account_code order by account_code) filter (named), []) as named_by,
  coalesce(
    list(account_code order by account_code) filter (account_code is not null and not named), []
  ) as not_named_by,
  coalesce(list(account_code order by account_code) filter (denied), []) as said_not_discussed_by,
  coalesce(list(account_code order by account_code) filter (omitted), []) as left_out_by,
  named_by_press,
  bool_or(named) and bool_or(account_code is not null and not named) as differs
from compared
join calls using (call_id)
join topic_codes on topic_codes.code = topic_code
group by call_id, called_on, topic_code, topic_codes.label, named_by_press
order by called_on, call_id, topic_code;

-- One row for each cell of which the articles say different things: values_found and articles
-- belong together item by item. Numbers that are equal count as one value.
create view conflicts as
with found as (
  select distinct
    table_name,
    row_id,
    field_name,
    article_id,
    evidence.value,
    coalesce(cast(try_cast(evidence.value as decimal(28, 6)) as varchar), evidence.value) as canonical
  from evidence
)
select
  table_name,
  row_id,
  field_name,
  list(found.value order by article_id, found.value) as values_found,
  list(article_id order by article_id, found.value) as articles
from found
group by table_name, row_id, field_name
having count(distinct canonical) > 1
order by table_name, row_id, field_name;

-- One row a statement, its runs joined: who said what, where, in which article, and in which
-- call it belongs.
create view statements as
with runs as (
  select
    *,
    case kind_code when 'indirect' then content else '“' || content || '”' end as words,
    start_char - lag(end_char) over (partition by attribution_id order by start_char) as gap
  from quotes
)
select
  attribution_id,
  article_id,
  publisher,
  published_on,
  any_value(runs.call_id order by start_char) as call_id,
  speaker_id,
  speaker_name,
  speaker_country_code as speaker_country,
  any_value(channel order by start_char) as channel,
  list(distinct kind_code order by kind_code) as kinds,
  string_agg(
    case when gap is null then words when gap <= 4 then ' ' || words else ' […] ' || words end,
    '' order by start_char
  ) as statement,
  count(*) as runs,
  min(start_char) as start_char
from runs
join articles using (article_id)
group by
  attribution_id, article_id, publisher, published_on, speaker_id, speaker_name,
  speaker_country_code
order by article_id, start_char;

-- One row a figure that belongs to a call: its value with the unit's name, and in the base unit
-- of its dimension where there is one.
create view figures_in_calls as
select
  figures.call_id,
  called_on,
  figure_id,
  figures.value,
  value_max,
  units.label as unit,
  counted,
  qualifier_code,
  dimension,
  cast(figures.value as double) * cast(factor as double) as value_in_base_unit,
  surface,
  speaker_name,
  figures.article_id
from figures
join calls on calls.call_id = figures.call_id
join units on units.code = unit_code
left join quotes on quotes.quote_id = figures.quote_id
order by called_on, figures.call_id, figures.article_id, figures.start_char;

-- One row a pair of countries or organisations whose leaders held calls: how many, from when to
-- when, and how many minutes are known.
create view country_pairs as
with sides as (
  select distinct call_id, country_code
  from participants
  where country_code is not null and role_code in ('caller', 'recipient', 'party')
)
select
  one.country_code as country_code,
  two.country_code as other_country_code,
  count(*) as calls,
  min(called_on) as first_called_on,
  max(called_on) as last_called_on,
  sum(duration_minutes) as known_minutes
from calls
join sides as one using (call_id)
join sides as two on two.call_id = calls.call_id and one.country_code < two.country_code
where status_code = 'held'
group by one.country_code, two.country_code
order by calls desc, one.country_code, two.country_code;

-- One row for each piece of evidence with its article: why a cell says what it says.
create view sources as
select
  table_name,
  row_id,
  field_name,
  evidence.value,
  exact,
  rule,
  article_id,
  publisher,
  published_on,
  url,
  start_char,
  end_char
from evidence
join articles using (article_id)
order by table_name, row_id, field_name, article_id, start_char;
