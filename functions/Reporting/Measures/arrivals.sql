-- Records first received, by week of receipt and by how old they were then.
select date_trunc('week', received_on)::date as week, count(*) as records, count(*) filter (where elapsed_hours >= 96) as old,
       count(*) filter (where elapsed_hours < 96) as fresh, count(*) filter (where elapsed_hours is null) as age_unknown,
       round(median(elapsed_hours), 1) as median_hours, max(elapsed_hours) as longest_hours
from chosen, period where received_on between first_on and last_on
group by week order by week
