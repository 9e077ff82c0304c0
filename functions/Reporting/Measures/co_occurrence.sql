-- Children with at least two of three factors within 12 months.
select domestic_abuse, substance_misuse, parental_mental_health, count(*) as children, count(*) filter (where agencies > 1) as of_several_agencies, count(*) filter (where probable) as probable
from co_occurrence group by all order by all desc
