-- Child-days of unassessed risk.
select count(*) as children, sum(unassessed_days) as days, sum(unshared_days) as unshared, sum(late_days) as late, sum(undecided_days) as undecided, count(*) filter (where still_open) as children_still_open
from unassessed_days having count(*) > 0
