-- The same by month of the last event among them.
select strftime(last_on, '%Y-%m') as month, count(*) as children, count(*) filter (where agencies > 1) as of_several_agencies, count(*) filter (where factors_together = 3) as all_three
from co_occurrence group by month order by month
