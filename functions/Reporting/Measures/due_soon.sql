-- Clocks of records not cancelled that run out within the next 24 hours.
select notification_key, agency || '/' || feed as feed, sender, clock, due_at, risk_grade
from chosen, period where status in ('open', 'possibly_late') and due_at >= as_of and due_at < as_of + interval 24 hour and record_status is distinct from 'cancelled'
order by due_at, notification_key, clock
