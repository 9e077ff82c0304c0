-- Percent in time by $unit of the event, with the limits of a p-chart. The limits are as much wider as the $units vary more than chance alone would make
-- them (Laney's p'), so that a large feed does not signal every $unit. Those far outside a first pair of limits do not count for the second: a bad quarter must
-- not become the standard. A $unit is provisional while less than 95 in 100 of the records of its last week have come by the triangle of filling, or a clock
-- of it still runs. What is expected in the end, 95 in 100 times, is worked out for weeks
-- alone, and only where at least 5 in 100 come so early: it allows for the share of filling being an estimate, and for chance in the week itself.
with part as (
  select date_trunc('$unit', started_on)::date as $unit, count(*) as records, count(*) filter (where status = 'on_time') as on_time,
         count(*) filter (where status in ('on_time', 'late', 'overdue')) as decided, count(*) filter (where status = 'open') as open,
         round(median(elapsed_hours), 1) as median_hours, round(quantile_cont(elapsed_hours, 0.9), 1) as p90_hours
  from chosen, period where started_on between first_on and last_on group by 1),
aged as (
  select part.*, on_time / nullif(decided, 0) as share, floor((as_of_on - $end) / 7.0)::integer as age,
         least(8, greatest(0, floor((as_of_on - $end) / 7.0)))::integer as age_at_most_8 from part, period),
marked as (
  select aged.*, f.share as filled, f.share_low as filled_low, f.share_high as filled_high,
         coalesce(f.share < 0.95, age < 4) or age < 0 or open > 0 as provisional
  from aged left join filling f on f.weeks_after = aged.age_at_most_8),
first as (select greatest(0.01, least(0.99, median(share))) as centre from marked where not provisional and decided > 0),
scored as (select marked.*, (share - centre) / sqrt(centre * (1 - centre) / decided) as z from marked, first where not provisional and decided > 0),
varied as (
  select greatest(1, coalesce(median(step) / 0.954, 1)) as by_times from (select abs(z - lag(z) over (order by $unit)) as step from scored)),
inside as (select scored.* from scored, varied where abs(z) <= 3 * by_times),
pooled as (select sum(on_time) / sum(decided) as centre, greatest(0.01, least(0.99, sum(on_time) / sum(decided))) as for_limits from inside),
steps as (
  select abs(z - lag(z) over (order by $unit)) as step
  from (select $unit, (share - for_limits) / sqrt(for_limits * (1 - for_limits) / decided) as z from inside, pooled)),
wider as (select greatest(1, coalesce(avg(step) / 1.128, 1)) as by_times from steps)
select $unit, records, on_time, decided, open, round(100.0 * share, 1)::double as percent_in_time, median_hours, p90_hours, provisional, age,
       filled,
       case when '$unit' = 'week' and filled_low >= 0.05 then greatest(records, round(records / filled_high - 1.96 * sqrt(records * (1 - filled)) / filled))::integer end as expected_low,
       case when '$unit' = 'week' and filled_low >= 0.05 then round(records / filled_low + 1.96 * sqrt(records * (1 - filled)) / filled)::integer end as expected_high,
       round(100 * centre, 1)::double as centre,
       round(100 * greatest(0, for_limits - 3 * by_times * sqrt(for_limits * (1 - for_limits) / decided)), 1)::double as lower,
       round(100 * least(1, for_limits + 3 * by_times * sqrt(for_limits * (1 - for_limits) / decided)), 1)::double as upper
from marked, pooled, wider order by $unit
