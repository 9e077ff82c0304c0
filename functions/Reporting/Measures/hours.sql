-- Records by hour and weekday (1 Monday to 7 Sunday), of receipt and of the event. An event without an hour is left out.
select 'arrival' as of_what, isodow(received_on) as weekday, received_hour as hour, count(*) as records from chosen, period where received_on between first_on and last_on group by all
union all
select 'event', isodow(occurred_on), occurred_hour, count(*) from chosen, period where received_on between first_on and last_on and occurred_on is not null and occurred_hour is not null group by all
order by all
