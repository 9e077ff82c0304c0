-- Referrals within 12 months of one before, by month.
select month, count(*) as referrals, count(*) filter (where re_referral) as re_referrals, round(100.0 * count(*) filter (where re_referral) / count(*), 1) as percent,
       count(*) filter (where re_referral and probable) as probable, case when not bool_and(looks_back_12_months) then 'partly' end as looks_back
from re_referrals group by month order by month
