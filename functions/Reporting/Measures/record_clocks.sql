-- The clocks of one record, as they stand.
select clock, status, severity, elapsed_hours, limit_text, due_at, explanation from current_timeliness
where notification_key = $key order by clock
