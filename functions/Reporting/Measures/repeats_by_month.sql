-- Partners' notifications by month of the event, and those about a child who had been notified about within the 12 months before.
select strftime(occurred_on, '%Y-%m') as month, count(*) as notifications, count(*) filter (where person_before > 0) as repeated,
       count(distinct person_key) as children, count(*) filter (where person_before > 0 and probable) as probable
from repeat_notifications group by month order by month
