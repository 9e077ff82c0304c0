-- The reporting triangle: which share of a week's records had come by k weeks after that week was over. It rests on weeks that were over nine weeks ago or
-- longer, of the last year. The interval is Wilson's, of 95 in 100. With $days, it is by k weeks and so many days: a week that was over so long ago is
-- measured by weeks of that age.
with come as (
  select greatest(0, ceil((date_diff('day', date_trunc('week', started_on)::date + 6, received_on) - $days) / 7.0))::integer as weeks_after
  from chosen, period
  where started_on between period.last_on - 365 and period.last_on and date_trunc('week', started_on)::date + 6 <= as_of_on - 63 and received_on <= as_of_on),
counted as (
  select k.k as weeks_after, count(*) as records, count(*) filter (where come.weeks_after <= k.k) as arrived
  from come, range(0, 9) k(k) group by all)
select weeks_after, records, arrived, arrived / records as share,
       (share + 1.9208 / records - 1.96 * sqrt((share * (1 - share) + 0.9604 / records) / records)) / (1 + 3.8416 / records) as share_low,
       (share + 1.9208 / records + 1.96 * sqrt((share * (1 - share) + 0.9604 / records) / records)) / (1 + 3.8416 / records) as share_high
from counted order by weeks_after
