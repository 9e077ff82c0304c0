-- What is wrong in a sender's files, the most frequent first; a row sent again uncorrected counts again.
select r.agency || '/' || r.feed as feed, r.code, coalesce(r."column", '') as "column", count(*) as times, count(distinct r.file_id) as files, any_value(r.tier) as tier, any_value(r.advice) as advice
from rejects r join chosen_files f using (file_id), period
where (f.received_at at time zone 'Europe/London')::date between first_on and last_on
group by all order by array_position(['file', 'row', 'warning'], any_value(r.tier)), times desc, r.code limit 30
