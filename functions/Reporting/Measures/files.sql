-- A sender's files, the newest first.
select file_id, agency || '/' || feed as feed, received_at, status, coalesce(refusal, '') as refusal, rows_in, accepted, rejected, unchanged, blank, late
from chosen_files, period where (received_at at time zone 'Europe/London')::date between first_on and last_on order by received_at desc, file_id limit 200
