-- Alerts that wait for somebody, the most urgent first.
select notice_id, kind, severity, agency || '/' || feed as feed, sender, subject_key, raised_at, acknowledged_at, worst_hours, text
from alerts where state <> 'resolved' order by place
