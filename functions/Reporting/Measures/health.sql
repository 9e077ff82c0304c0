-- The health of each feed on its last complete day.
with newest as (select * from feed_health qualify row_number() over (partition by agency, feed, sender, day order by revision desc) = 1),
seen as (select *, max(case when files > 0 then day end) over feeds as last_file, count(case when state = 'silent' then 1 end) over (feeds order by day rows 27 preceding) as silent_of_28
         from newest window feeds as (partition by agency, feed, sender))
select sender, agency || '/' || feed as feed, day, state, coalesce(reasons, '-') as reasons, coalesce(split_part(incident, '/', 4), '-') as incident_since,
       last_file, silent_of_28, received, round(usual_received, 1) as usual
from seen qualify row_number() over (partition by agency, feed, sender order by day desc) = 1
order by state in ('ok', 'nil', 'not_due', 'learning'), sender, seen.feed
