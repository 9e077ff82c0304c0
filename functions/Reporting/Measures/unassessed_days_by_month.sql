-- The same by month of the child's first event.
select strftime(first_event_on, '%Y-%m') as month, count(*) as children, sum(unassessed_days) as days, sum(unshared_days) as unshared, sum(late_days) as late, sum(undecided_days) as undecided
from unassessed_days group by month order by month
