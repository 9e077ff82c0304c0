-- Days on which far more came than on the usual day of that feed and sender, and how old it was.
with day as (
  select sender, agency || '/' || feed as feed, received_on as day, count(*) as records, count(*) filter (where elapsed_hours >= 96) as old, median(elapsed_hours) as median_hours
  from chosen, period where received_on between first_on and last_on group by all),
usual as (select *, median(records) over (partition by sender, feed) as usual from day)
select day, sender, feed, records, usual::double as usual, old, round(median_hours, 1) as median_hours
from usual where records >= 5 and records > 3 * usual order by records / usual desc, day limit 10
