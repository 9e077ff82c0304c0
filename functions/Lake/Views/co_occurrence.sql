-- Domestic abuse, substance misuse of adults and parental mental health said of one child within 12 months, by whichever agency.
WITH factor AS (
  SELECT n.notification_key, n.record_version, n.agency, n.occurred_on, coalesce(n.factors, '') AS factors, coalesce(n.category = 'substance-misuse', false) AS misuse
  FROM current_notifications n WHERE n.occurred_on IS NOT NULL AND n.status IS DISTINCT FROM 'cancelled' AND (n.factors IS NOT NULL OR n.category = 'substance-misuse')),
-- Few sets of codes are ever sent: each is looked at once.
meaning AS (
  SELECT factors, misuse, string_split(factors, ';') AS codes, list_has_any(codes, ['3A', '3B', '3C']) AS domestic_abuse,
         list_has_any(codes, ['1B', '1C', '2B', '2C']) OR misuse AS substance_misuse, list_has_any(codes, ['4B', '4C']) AS parental_mental_health
  FROM (SELECT DISTINCT factors, misuse FROM factor)),
relevant AS MATERIALIZED (
  SELECT c.person_key, c.probable, f.agency, f.occurred_on, domestic_abuse, substance_misuse, parental_mental_health
  FROM factor f JOIN meaning USING (factors, misuse) JOIN children c USING (notification_key, record_version)
  WHERE domestic_abuse OR substance_misuse OR parental_mental_health),
-- Whoever had no two at any time had no two within twelve months.
several AS (
  SELECT person_key FROM relevant GROUP BY person_key
  HAVING bool_or(domestic_abuse)::INTEGER + bool_or(substance_misuse)::INTEGER + bool_or(parental_mental_health)::INTEGER > 1),
year AS (
  SELECT person_key, occurred_on AS last_on,
         bool_or(domestic_abuse) OVER twelve AS domestic_abuse, bool_or(substance_misuse) OVER twelve AS substance_misuse, bool_or(parental_mental_health) OVER twelve AS parental_mental_health,
         min(occurred_on) OVER twelve AS first_on, count(DISTINCT agency) OVER twelve AS agencies, count(*) OVER twelve AS notifications, bool_or(probable) OVER twelve AS probable
  FROM relevant SEMI JOIN several USING (person_key)
  WINDOW twelve AS (PARTITION BY person_key ORDER BY occurred_on RANGE BETWEEN INTERVAL 12 MONTH PRECEDING AND CURRENT ROW))
SELECT person_key, domestic_abuse, substance_misuse, parental_mental_health,
       (domestic_abuse::INTEGER + substance_misuse::INTEGER + parental_mental_health::INTEGER) AS factors_together,
       agencies::INTEGER AS agencies, notifications::INTEGER AS notifications, first_on, last_on, probable
FROM year WHERE factors_together > 1
QUALIFY row_number() OVER (PARTITION BY person_key ORDER BY factors_together DESC, agencies DESC, last_on, notifications DESC) = 1
