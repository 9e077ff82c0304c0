-- Children notified more than once within 12 months.
with child as (select person_key, max(person_before) + 1 as notifications from repeat_notifications group by person_key)
select notifications, count(*) as children from child where notifications > 1 group by notifications order by notifications
