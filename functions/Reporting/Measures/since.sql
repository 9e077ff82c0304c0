-- What the last 24 hours brought.
select (select count(*) from alerts, period where raised_at >= as_of - interval 24 hour) as new_alerts,
       (select count(*) from notices, period where kind = 'resolved' and raised_at >= as_of - interval 24 hour) as resolved,
       (select count(*) from chosen, period where status in ('late', 'overdue') and received_at >= as_of - interval 24 hour) as late_records
