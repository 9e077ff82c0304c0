-- What came late in the seven days up to the moment of the page, the worst first.
select notification_key, agency || '/' || feed as feed, sender, clock, severity, elapsed_hours, late_by_hours, risk_grade, received_at
from chosen, period where status = 'late' and record_status is distinct from 'cancelled' and received_at >= as_of - interval 7 day
order by array_position(['critical', 'serious', 'late', 'none'], severity), late_by_hours desc, notification_key, clock
