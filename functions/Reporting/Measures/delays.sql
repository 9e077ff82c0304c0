-- How late the late ones were.
with late as (select late_by_hours as hours from chosen, period where status in ('late', 'overdue') and started_on between first_on and last_on)
select array_position(['up to 4 hours', '4 to 24 hours', '1 to 4 days', '4 to 7 days', '1 to 2 weeks', '2 to 4 weeks', 'over 4 weeks', 'not known'], late_by) as place, late_by, count(*) as records
from (select case when hours is null then 'not known' when hours <= 4 then 'up to 4 hours' when hours <= 24 then '4 to 24 hours' when hours <= 96 then '1 to 4 days' when hours <= 168 then '4 to 7 days'
      when hours <= 336 then '1 to 2 weeks' when hours <= 672 then '2 to 4 weeks' else 'over 4 weeks' end as late_by from late)
group by all order by place
