-- Days on which an agency knew of something and the council had not been told, or had been told and had not decided.
-- Each day of a child counts once, however many notifications it lies in; the day it ends on does not count.
WITH timing AS (
  SELECT notification_key, record_version, clock, started_on, stopped_on, due_at, status FROM current_timeliness WHERE clock IN ('sharing', 'decision')),
-- An open decision has lasted until the newest file of its sender.
newest AS (SELECT sender, max(received_at)::DATE AS told_on FROM current_notifications WHERE agency = 'council' GROUP BY sender),
span AS MATERIALIZED (
  SELECT c.person_key, c.probable, t.clock, t.started_on AS from_on,
         CASE WHEN t.clock = 'decision' THEN coalesce(t.stopped_on, newest.told_on) ELSE t.stopped_on END AS until_on,
         CASE WHEN t.clock = 'sharing' AND t.status = 'late' THEN (t.due_at AT TIME ZONE 'Europe/London')::DATE END AS due_on,
         t.clock = 'decision' AND t.stopped_on IS NULL AS is_open
  FROM timing t JOIN children c USING (notification_key)
       JOIN current_notifications n USING (notification_key) LEFT JOIN newest ON newest.sender = n.sender AND n.agency = 'council'
  WHERE t.started_on IS NOT NULL AND n.status IS DISTINCT FROM 'cancelled' AND (t.clock = 'decision') = (n.agency = 'council')),
kind AS (
  SELECT person_key, 'unshared' AS kind, from_on, until_on FROM span WHERE clock = 'sharing'
  UNION ALL SELECT person_key, 'late', due_on, until_on FROM span WHERE due_on IS NOT NULL
  UNION ALL SELECT person_key, 'undecided', from_on, until_on FROM span WHERE clock = 'decision'
  -- Where nothing is decided, either is the same as unshared.
  UNION ALL SELECT person_key, 'either', from_on, until_on FROM span SEMI JOIN (SELECT person_key FROM span WHERE clock = 'decision') USING (person_key)),
-- A span of no day adds nothing to any other. What of a span lies beyond all that began before it: added up, the length of their union.
beyond AS (
  SELECT person_key, kind, greatest(0, date_diff('day', greatest(from_on, coalesce(max(until_on) OVER (
           PARTITION BY person_key, kind ORDER BY from_on, until_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), from_on)), until_on)) AS days
  FROM kind WHERE until_on > from_on),
days AS (
  SELECT person_key, sum(days) FILTER (kind = 'unshared') AS unshared, sum(days) FILTER (kind = 'late') AS late,
         sum(days) FILTER (kind = 'undecided') AS undecided, coalesce(sum(days) FILTER (kind = 'either'), unshared) AS either
  FROM beyond GROUP BY person_key),
person AS (
  SELECT person_key, count(*)::INTEGER AS records, min(from_on) AS first_event_on, max(until_on) AS last_end_on, bool_or(is_open) AS still_open, bool_or(probable) AS probable
  FROM span GROUP BY person_key HAVING count(until_on) > 0)
SELECT person_key, records, first_event_on, last_end_on, coalesce(unshared, 0)::INTEGER AS unshared_days, coalesce(late, 0)::INTEGER AS late_days,
       coalesce(undecided, 0)::INTEGER AS undecided_days, coalesce(either, 0)::INTEGER AS unassessed_days, still_open, probable
FROM person LEFT JOIN days USING (person_key)
