-- The state of each feed on each day, by its highest revision.
select day, sender, agency || '/' || feed as feed, state, coalesce(reasons, '') as reasons, files, received, round(usual_received, 1) as usual
from feed_health, period where day between last_on - 182 and last_on
qualify row_number() over (partition by agency, feed, sender, day order by revision desc) = 1
order by sender, feed, day
