-- Alerts that wait for somebody, first those that no one has acknowledged, the gravest first.
select n.notice_id, n.kind, n.severity, n.agency || '/' || n.feed as feed, n.sender, n.subject_key, n.raised_at, a.acknowledged_at, n.worst_hours, n.text
from notices n left join acknowledgements a using (notice_id)
where n.kind in (select unnest(kinds) from waiting) and n.notice_id not in (select about from notices where kind = 'resolved' and about is not null)
order by a.acknowledged_at is not null, array_position(['critical', 'serious', 'late', 'none'], n.severity), n.worst_hours desc nulls last, n.raised_at, n.notice_id
