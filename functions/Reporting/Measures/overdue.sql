-- Clocks that ran past their limit and that nothing has ended, the longest first.
select notification_key, agency || '/' || feed as feed, sender, clock, severity, due_at, late_by_hours, risk_grade
from chosen where status = 'overdue' and record_status is distinct from 'cancelled'
order by array_position(['critical', 'serious', 'late', 'none'], severity), due_at, notification_key, clock
