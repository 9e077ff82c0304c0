-- Which records are about one child; docs/decisions/0019-one-child.md says why so. What is joined depends on the set of records alone, never on their order:
-- each step asks whether something meets exactly one other (its smallest is its largest), and nothing is joined along a chain.
WITH
-- Each record as it stands now, with everything it knows the child by. The hashes of two kinds are never equal; as UUIDs they are half as wide.
current_record AS (
  SELECT notification_key, record_version, agency, feed, sender, child_key, child_key_basis, child_bearer, upn_key, upn_bearer, reference_key, demographic_key, household_key, flags
  FROM current_notifications),
-- A number that children of two names and two dates of birth bear says of neither who it is. Bearers are compared under one number alone: first by date of birth, then by name.
borne AS (
  SELECT child_key AS number, child_bearer AS bearer FROM current_record WHERE child_key_basis IN ('nhs', 'upn')
  UNION ALL SELECT upn_key, upn_bearer FROM current_record),
shared_number AS (
  SELECT number FROM borne WHERE bearer IS NOT NULL GROUP BY number
  HAVING min(left(bearer, 16)) <> max(left(bearer, 16)) AND min(right(bearer, 16)) <> max(right(bearer, 16))),
known AS MATERIALIZED (
  SELECT n.notification_key, n.record_version, n.agency, n.feed, n.sender,
         c.number IS NOT NULL OR u.number IS NOT NULL AS is_shared,
         CASE WHEN n.child_key_basis = 'nhs' AND c.number IS NULL THEN n.child_key END::UUID AS nhs,
         CASE WHEN n.child_key_basis = 'upn' THEN CASE WHEN c.number IS NULL THEN n.child_key END WHEN u.number IS NULL THEN n.upn_key END::UUID AS upn,
         n.reference_key::UUID AS reference,
         CASE WHEN n.child_key_basis IN ('demographic', 'unborn') THEN n.child_key ELSE n.demographic_key END AS named,
         -- A birthday of 1 January may stand for a year alone: the name then counts within one household only.
         coalesce(contains(n.flags, 'DQ_BIRTH_ESTIMATED'), false) AND named IS NOT NULL AS is_estimated, coalesce(n.child_key_basis = 'unborn', false) AS is_unborn,
         CASE WHEN NOT is_estimated THEN named WHEN n.household_key IS NOT NULL THEN md5(named || n.household_key) END::UUID AS name
  FROM current_record n LEFT JOIN shared_number c ON c.number = n.child_key LEFT JOIN shared_number u ON u.number = n.upn_key),

-- 1. Certain. An NHS number and a UPN are one child's where a record, or a sender's number for the child, has both and neither has another.
number AS (
  SELECT reference, min(nhs) AS nhs, min(nhs) <> max(nhs) AS many_nhs, min(upn) AS upn, min(upn) <> max(upn) AS many_upn
  FROM known WHERE reference IS NOT NULL GROUP BY reference),
met AS (
  SELECT nhs, upn, false AS many_nhs, false AS many_upn FROM known WHERE nhs IS NOT NULL AND upn IS NOT NULL
  UNION ALL SELECT k.nhs, n.upn, false, n.many_upn FROM known k JOIN number n USING (reference) WHERE k.nhs IS NOT NULL AND n.upn IS NOT NULL
  UNION ALL SELECT n.nhs, k.upn, n.many_nhs, false FROM known k JOIN number n USING (reference) WHERE k.upn IS NOT NULL AND n.nhs IS NOT NULL),
nhs_met AS (SELECT nhs, min(upn) AS upn, min(upn) <> max(upn) OR bool_or(many_upn) AS many FROM met GROUP BY nhs),
upn_met AS (SELECT upn, min(nhs) AS nhs, min(nhs) <> max(nhs) OR bool_or(many_nhs) AS many FROM met GROUP BY upn),
-- Disputed: some record among these is wrong, and nobody knows which.
one_upn AS (SELECT u.upn, u.nhs, u.many OR n.many AS disputed FROM upn_met u JOIN nhs_met n USING (nhs)),
numbered AS MATERIALIZED (
  SELECT k.*, CASE WHEN k.nhs IS NOT NULL THEN k.nhs WHEN u.disputed IS NULL OR u.disputed THEN k.upn ELSE u.nhs END AS strong,
         coalesce(u.disputed, false) OR coalesce(n.many, false) OR k.is_shared AS disputed
  FROM known k LEFT JOIN one_upn u USING (upn) LEFT JOIN nhs_met n ON n.nhs = k.nhs),
led AS (SELECT reference, min(strong) AS strong, min(strong) <> max(strong) AS many FROM numbered WHERE reference IS NOT NULL AND strong IS NOT NULL GROUP BY reference),
-- A group is all that is certainly one child: its lead is an NHS number, else a UPN, else a sender's number.
grouped AS MATERIALIZED (
  SELECT k.* EXCLUDE (strong, disputed), disputed OR coalesce(l.many, false) AS disputed,
         CASE WHEN k.strong IS NOT NULL THEN k.strong WHEN l.many OR l.many IS NULL THEN k.reference ELSE l.strong END AS lead
  FROM numbered k LEFT JOIN led l USING (reference)),
lead_kind AS (
  SELECT lead, bool_or(lead = nhs) AS is_nhs, bool_or(lead = upn) AS is_upn, min(upn) AS upn, coalesce(min(upn) <> max(upn), false) AS many_upn
  FROM grouped WHERE lead IS NOT NULL GROUP BY lead),
bearer AS MATERIALIZED (
  SELECT DISTINCT g.lead, g.name, coalesce(k.is_nhs, false) AS is_nhs, NOT coalesce(k.is_nhs, false) AND coalesce(k.is_upn, false) AS is_upn, k.upn, k.many_upn
  FROM grouped g JOIN lead_kind k USING (lead) WHERE g.name IS NOT NULL),

-- 2. Probable, the same way: by a name with its date of birth, shared directly.
shared AS (
  SELECT name, min(lead) FILTER (is_nhs) AS nhs, coalesce(min(lead) FILTER (is_nhs) <> max(lead) FILTER (is_nhs), false) AS many_nhs,
         min(upn) AS upn, coalesce(min(upn) <> max(upn), false) OR bool_or(many_upn) AS many_upn
  FROM bearer GROUP BY name),
nhs_shares AS (SELECT lead AS nhs, min(s.upn) <> max(s.upn) OR bool_or(s.many_upn) AS many FROM bearer JOIN shared s USING (name) WHERE is_nhs GROUP BY lead),
upn_shares AS (SELECT lead, min(s.nhs) AS nhs, min(s.nhs) <> max(s.nhs) OR bool_or(s.many_nhs) AS many FROM bearer JOIN shared s USING (name) WHERE is_upn AND s.nhs IS NOT NULL GROUP BY lead),
upn_joined AS (SELECT lead, u.nhs, coalesce(u.many, false) OR coalesce(n.many, false) AS apart FROM upn_shares u JOIN nhs_shares n USING (nhs)),
settled AS (
  SELECT b.name, b.lead, b.is_nhs OR b.is_upn AS is_strong, CASE WHEN apart IS NULL OR apart THEN b.lead ELSE u.nhs END AS child, coalesce(apart, false) AS apart
  FROM bearer b LEFT JOIN upn_joined u USING (lead)),
-- A sender's number joins the one child with an NHS number or UPN that shares a name with it.
strong_name AS (SELECT name, min(child) AS child, min(child) <> max(child) AS many FROM settled WHERE is_strong GROUP BY name),
number_joined AS (
  SELECT w.lead, min(s.child) AS child, min(s.child) <> max(s.child) OR bool_or(s.many) AS apart
  FROM settled w JOIN strong_name s USING (name) WHERE NOT is_strong GROUP BY w.lead),
final AS MATERIALIZED (
  SELECT s.name, s.lead, coalesce(s.apart OR n.apart, s.apart) AS apart, CASE WHEN n.apart IS NULL OR n.apart THEN s.child ELSE n.child END AS child
  FROM settled s LEFT JOIN number_joined n USING (lead)),
-- A name that two children bear says of a record without a number neither.
name_child AS (SELECT name, min(child) AS child, min(child) <> max(child) AS many FROM final GROUP BY name),
lead_child AS (SELECT f.lead, min(f.child) AS child, bool_or(f.apart) OR bool_or(n.many) AS apart FROM final f JOIN name_child n USING (name) GROUP BY f.lead),

person AS (
  SELECT g.*, CASE WHEN g.lead IS NOT NULL THEN coalesce(l.child, g.lead) WHEN n.many THEN NULL ELSE coalesce(n.child, g.name) END AS person,
         coalesce(l.apart, g.lead IS NULL AND n.many, false) AS apart
  FROM grouped g LEFT JOIN lead_child l USING (lead) LEFT JOIN name_child n ON n.name = CASE WHEN g.lead IS NULL THEN g.name END),
based AS (
  SELECT *, CASE
           WHEN lead = person THEN CASE WHEN nhs IS NOT NULL THEN 'nhs' WHEN upn IS NOT NULL THEN 'upn' ELSE 'reference' END
           WHEN person IS NULL THEN 'record'
           WHEN is_unborn THEN 'unborn'
           ELSE 'demographic' END AS basis
  FROM person)
SELECT notification_key, record_version, agency, feed, sender, coalesce(replace(person::VARCHAR, '-', ''), notification_key) AS person_key, basis,
       basis IN ('demographic', 'unborn') AS probable, disputed OR apart AS conflict,
       concat_ws(' ', CASE basis
           WHEN 'nhs' THEN 'Certain: by its NHS number.'
           WHEN 'upn' THEN CASE WHEN person = upn THEN 'Certain: by its UPN.' ELSE 'Certain: by its UPN, which stands beside the NHS number elsewhere.' END
           WHEN 'reference' THEN CASE WHEN person = reference THEN 'Certain: by the sender''s number for the child.' ELSE 'Certain: by the sender''s number for the child, which stands beside the NHS number or UPN elsewhere.' END
           WHEN 'demographic' THEN CASE WHEN is_estimated THEN 'Probable: by name, a birthday on 1 January and household.' ELSE 'Probable: by name and date of birth.' END
           WHEN 'unborn' THEN 'Probable: by household and the sixteen weeks in which the birth is expected.'
           ELSE 'Alone: nothing on the record joins it to another.' END,
         CASE WHEN disputed THEN 'Its numbers lead to two NHS numbers, UPNs or children; those are not joined.' END,
         CASE WHEN apart THEN 'Its name and date of birth are borne by children with different numbers; those are not joined.' END,
         CASE WHEN is_estimated AND name IS NULL THEN 'A birthday on 1 January may be a guess, and there is no household beside it.' END) AS explanation
FROM based
