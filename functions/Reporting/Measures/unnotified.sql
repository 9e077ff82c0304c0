-- A cancelled notification does not count. An incident without a reference cannot be matched, and is counted separately.
with notified as (select distinct sender, occurrence_key, key_version from current_notifications
             where agency = 'police' and feed in ('domestic-abuse', 'relevant-crime') and status is distinct from 'cancelled')
select i.sender, strftime(i.occurred_on, '%Y-%m') as month, i.category, count(*) as incidents,
       count(*) filter (where i.occurrence_key is not null and n.occurrence_key is null) as not_notified, count(*) filter (where i.occurrence_key is null) as no_reference
from current_notifications i left join notified n on n.sender = i.sender and n.occurrence_key = i.occurrence_key and n.key_version = i.key_version
where i.agency = 'police' and i.feed = 'incident' and i.detail is distinct from 'none' and i.status is distinct from 'cancelled'
group by all order by i.sender, month, i.category
