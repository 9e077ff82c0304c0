-- Contacts at the front door by the agency that made them, with their outcomes.
select source_agency, month, sum(contacts) as contacts, sum(referrals) as referrals, sum(no_further_action) as no_further_action,
       round(100.0 * sum(referrals) / nullif(sum(decided), 0), 1)::double as percent_referral, round(100.0 * sum(no_further_action) / nullif(sum(decided), 0), 1)::double as percent_nfa
from conversion group by source_agency, month order by source_agency, month
