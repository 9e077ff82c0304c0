-- How long alerts waited until someone acknowledged them.
select agency || '/' || feed as feed, severity, count(*) as alerts, count(acknowledged_at) as acknowledged,
       round(median(after_working_hours), 1) as median_working_hours, round(quantile_cont(after_working_hours, 0.9), 1) as p90_working_hours,
       round(median(after_hours), 1) as median_hours, count(resolved_at) as resolved
from alerts group by all having count(acknowledged_at) > 0
order by feed, min(array_position(['critical', 'serious', 'late', 'none'], severity))
