-- What became of contacts, by who made them and the month they were received in. One row of the front door's feed is one child on one contact.
WITH contact AS (
  SELECT strftime(occurred_on, '%Y-%m') AS month, coalesce(source, 'not given') AS source, outcome
  FROM current_notifications
  WHERE agency = 'council' AND status IS DISTINCT FROM 'cancelled' AND (source IS NOT NULL OR outcome IS NOT NULL)),
counted AS (
  SELECT month, source, count(*)::INTEGER AS contacts, count(outcome)::INTEGER AS decided,
         count(*) FILTER (outcome IN ('referral', 'strategy-discussion'))::INTEGER AS referrals,
         count(*) FILTER (outcome = 'no-further-action')::INTEGER AS no_further_action,
         count(*) FILTER (outcome = 'early-help')::INTEGER AS early_help,
         count(*) FILTER (outcome = 'information-and-advice')::INTEGER AS information_and_advice
  FROM contact GROUP BY month, source)
SELECT CASE
         WHEN source = '6' THEN 'police' WHEN source LIKE '3_' THEN 'health' WHEN source LIKE '2_' THEN 'education' WHEN source LIKE '1_' THEN 'individual'
         WHEN source = '4' THEN 'housing' WHEN source LIKE '5_' THEN 'council' WHEN source = '7' THEN 'other legal agency' WHEN source = '8' THEN 'other'
         WHEN source = '9' THEN 'anonymous' ELSE 'unknown' END AS source_agency,
       source, month, contacts, decided, referrals, no_further_action, early_help, information_and_advice,
       decided - referrals - no_further_action - early_help - information_and_advice AS other_outcomes,
       round(100.0 * referrals / nullif(decided, 0), 1)::DOUBLE AS percent_referral, round(100.0 * no_further_action / nullif(decided, 0), 1)::DOUBLE AS percent_no_further_action
FROM counted
