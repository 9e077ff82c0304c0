-- Every alert that someone can acknowledge, with what became of it.
WITH ended AS (SELECT about AS notice_id, min(raised_at) AS resolved_at FROM notices WHERE kind = 'resolved' AND about IS NOT NULL GROUP BY about)
SELECT n.notice_id, n.kind, n.severity, n.agency, n.feed, n.sender, n.la_code, n.subject_key, n.clock, n.raised_at, n.worst_hours, n.text,
       a.acknowledged_at, a.after_hours, a.after_working_hours, ended.resolved_at,
       CASE WHEN ended.resolved_at IS NOT NULL THEN 'resolved' WHEN a.acknowledged_at IS NOT NULL THEN 'acknowledged' ELSE 'open' END AS state,
       (row_number() OVER (ORDER BY ended.resolved_at IS NOT NULL, a.acknowledged_at IS NOT NULL,
         array_position(['critical', 'serious', 'late', 'none'], n.severity), n.worst_hours DESC NULLS LAST, n.raised_at, n.notice_id))::INTEGER AS place
FROM notices n LEFT JOIN acknowledgements a USING (notice_id) LEFT JOIN ended USING (notice_id)
WHERE n.kind IN ($kinds)
