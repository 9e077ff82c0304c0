-- How long alerts waited until someone acknowledged them; waiting: the kinds of alert that wait for someone.
select n.agency || '/' || n.feed as feed, n.severity, count(*) as alerts, count(a.notice_id) as acknowledged,
       round(median(a.after_working_hours), 1) as median_working_hours, round(quantile_cont(a.after_working_hours, 0.9), 1) as p90_working_hours, round(median(a.after_hours), 1) as median_hours,
       count(r.notice_id) as resolved
from notices n left join acknowledgements a using (notice_id) left join notices r on r.about = n.notice_id and r.kind = 'resolved'
where n.kind in (select * from waiting)
group by all having count(a.notice_id) > 0 order by feed, min(array_position(['critical', 'serious', 'late', 'none'], n.severity))
