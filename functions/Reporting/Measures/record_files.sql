-- The files that held one record.
select file_id, received_at, format, rows_in, accepted, rejected from files
where file_id in (select file_id from notifications where notification_key = $key) order by received_at, file_id
