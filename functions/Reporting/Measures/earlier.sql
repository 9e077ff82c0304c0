-- Records of events before the weeks that are shown.
select count(*) as records, count(*) filter (where status in ('late', 'overdue')) as late from chosen, period where started_on < first_on
