-- What partners had notified in the 12 months before. The council's own contacts are not counted: they are about the same events.
WITH notified AS (
  SELECT n.notification_key, n.agency, n.feed, n.sender, c.person_key, n.household_key, n.occurred_on, c.probable
  FROM current_notifications n JOIN children c USING (notification_key)
  WHERE n.agency <> 'council' AND n.occurred_on IS NOT NULL AND n.status IS DISTINCT FROM 'cancelled'),
person_day AS (SELECT person_key, occurred_on, count(*) AS notifications FROM notified GROUP BY ALL),
person_before AS (
  SELECT person_key, occurred_on, sum(notifications) OVER (
           PARTITION BY person_key ORDER BY occurred_on RANGE BETWEEN INTERVAL 12 MONTH PRECEDING AND INTERVAL 1 DAY PRECEDING) AS notifications
  FROM person_day SEMI JOIN (SELECT person_key FROM person_day GROUP BY person_key HAVING count(*) > 1) USING (person_key)),
household_day AS (SELECT DISTINCT household_key, occurred_on FROM notified WHERE household_key IS NOT NULL),
household_before AS (
  SELECT household_key, occurred_on, count(*) OVER (
           PARTITION BY household_key ORDER BY occurred_on RANGE BETWEEN INTERVAL 12 MONTH PRECEDING AND INTERVAL 1 DAY PRECEDING) AS days
  FROM household_day)
SELECT n.notification_key, n.agency, n.feed, n.sender, n.occurred_on, n.person_key, n.household_key,
       coalesce(p.notifications, 0)::INTEGER AS person_before, h.days::INTEGER AS household_before, n.probable
FROM notified n LEFT JOIN person_before p USING (person_key, occurred_on) LEFT JOIN household_before h USING (household_key, occurred_on)
