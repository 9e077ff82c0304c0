-- The alerts about one record.
select notice_id, kind, severity, raised_at, text, acknowledged_at, resolved_at from alerts
where subject_key = $key order by raised_at, notice_id
