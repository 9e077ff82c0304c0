-- Referrals within 12 months of a previous referral of the same child, as the children in need census counts them.
WITH referral AS (
  SELECT c.person_key, n.referred_on, any_value(n.la_code) AS la_code, bool_or(c.probable) AS probable
  FROM current_notifications n JOIN children c USING (notification_key)
  WHERE n.referred_on IS NOT NULL AND n.status IS DISTINCT FROM 'cancelled'
  GROUP BY c.person_key, n.referred_on),
followed AS (
  SELECT *, lag(referred_on) OVER after_previous AS previous_on, coalesce(lag(probable) OVER after_previous, false) AS previous_probable, min(referred_on) OVER () AS first_known_on
  FROM referral WINDOW after_previous AS (PARTITION BY person_key ORDER BY referred_on))
SELECT strftime(referred_on, '%Y-%m') AS month, la_code, person_key, referred_on, previous_on, date_diff('day', previous_on, referred_on)::INTEGER AS days_between,
       coalesce(previous_on + INTERVAL 12 MONTH >= referred_on, false) AS re_referral,
       probable OR previous_probable AS probable,
       first_known_on + INTERVAL 12 MONTH <= referred_on AS looks_back_12_months
FROM followed
