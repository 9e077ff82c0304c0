-- One row per record and clock, as it stands: what every measure of timeliness counts.
select t.notification_key, t.agency, t.feed, t.sender, t.clock, t.status, t.severity, t.started_on, t.due_at, t.elapsed_hours, t.late_by_hours, t.received_at,
       n.risk_grade, n.status as record_status, n.occurred_on, n.occurred_hour,
       (t.received_at at time zone 'Europe/London')::date as received_on, hour(t.received_at at time zone 'Europe/London') as received_hour
from current_timeliness t join current_notifications n using (notification_key)
