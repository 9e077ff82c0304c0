-- The versions of one record.
select record_version, change, as_of, file_id, line from notifications where notification_key = $key order by record_version
