-- Median hours of each step on the way, by the sender's system.
select s.sender, s.agency || '/' || s.feed as feed, coalesce(n.source_system, '-') as system, count(*) as records,
       round(median(written_after_hours), 1) as written, round(median(reviewed_after_hours), 1) as reviewed,
       round(median(sent_after_hours), 1) as sent, round(median(arrived_after_hours), 1) as arrived, round(median(elapsed_hours), 1) as whole
from current_timeliness s join current_notifications n using (notification_key)
where n.source_system is not null or coalesce(written_after_hours, reviewed_after_hours, sent_after_hours, arrived_after_hours) is not null
group by all order by s.sender, feed, min(n.first_received_at)
