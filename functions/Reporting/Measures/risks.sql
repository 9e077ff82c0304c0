-- The same by risk grade, as the sender gave it.
select coalesce(risk_grade, 'not graded') as risk, count(*) as records, count(*) filter (where status = 'on_time') as on_time,
       count(*) filter (where status in ('on_time', 'late', 'overdue')) as decided,
       round(100.0 * count(*) filter (where status = 'on_time') / nullif(count(*) filter (where status in ('on_time', 'late', 'overdue')), 0), 1)::double as percent_in_time,
       round(median(elapsed_hours), 1) as median_hours, round(quantile_cont(elapsed_hours, 0.9), 1) as p90_hours
from chosen, period where started_on between first_on and last_on
group by risk order by coalesce(array_position(['high', 'medium', 'standard'], risk), 9)
