-- A line for each sender, feed and clock: how many came, how many in time, how long they took.
select sender, agency || '/' || feed as feed, clock, count(*) as records,
       count(*) filter (where status = 'on_time') as on_time, count(*) filter (where status = 'late') as late,
       count(*) filter (where status = 'possibly_late') as possibly, count(*) filter (where status = 'unknown') as unknown,
       count(*) filter (where status = 'open') as open, count(*) filter (where status = 'overdue') as overdue,
       round(100.0 * count(*) filter (where status = 'on_time') / nullif(count(*) filter (where status in ('on_time', 'late', 'overdue')), 0), 1)::double as percent_in_time,
       round(median(elapsed_hours), 1) as median_hours, round(quantile_cont(elapsed_hours, 0.9), 1) as p90_hours
from chosen
group by all order by percent_in_time nulls last, sender, feed, clock
