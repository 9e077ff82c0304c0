-- The work of an ingest of police/domestic-abuse as a data engineer would write it in DuckDB: type, check, key, drop repeats, compare with what is known, time, write four tables.
-- It reads no other format, sends no receipt and remembers nothing. $csv, $out, $key and $received are filled in.
set TimeZone='Europe/London';
create temp table bank as select unnest([date '2018-12-25', date '2018-12-26', date '2019-01-01', date '2019-04-19', date '2019-04-22', date '2019-05-06', date '2019-05-27', date '2019-08-26', date '2019-12-25', date '2019-12-26']) d;
create temp table wd as select d::date d, count(*) filter (where isodow(d) < 6 and d::date not in (select d from bank)) over (order by d) n from generate_series(date '2009-01-01', date '2020-12-31', interval 1 day) t(d);
create temp table known(key varchar, ver bigint, digest varchar, first_received timestamptz);
create temp table raw as
 select row_number() over () + 1 as line, * from read_csv('$csv', header=true, all_varchar=true, quote='"', escape='"', parallel=true);
create temp table typed as
 select line, "PPN Reference" as pref, try_cast("PPN Version" as bigint) as ver, "Occurrence Reference" occ,
  case lower(trim("Incident Type")) when 'domestic abuse' then 'domestic-abuse' when 'child concern' then 'child-concern' when 'relevant crime' then 'relevant-crime' else 'unmapped' end as category,
  case lower(trim("Risk Level")) when 'high' then 'high' when 'medium' then 'medium' when 'standard' then 'standard' when '' then 'medium' else 'medium' end risk,
  try_strptime("Incident Date From", '%d/%m/%Y %H:%M')::timestamptz inc_from, try_strptime("Incident Date To", '%d/%m/%Y %H:%M')::timestamptz inc_to,
  try_strptime("Reported Date", '%d/%m/%Y %H:%M')::timestamptz reported, try_strptime("PPN Created", '%d/%m/%Y %H:%M')::timestamptz created,
  try_strptime("PPN Reviewed", '%d/%m/%Y %H:%M')::timestamptz reviewed, try_strptime("Date Shared", '%d/%m/%Y %H:%M')::timestamptz shared,
  "Child Reference" cref, "Child Surname" sn, "Child Forename" fn, try_strptime("Child DOB", '%d/%m/%Y')::date dob, case upper("Child Gender") when 'M' then 'M' when 'F' then 'F' else 'U' end sex,
  case when "Ethnicity" like 'W%' then 'white' when "Ethnicity" like 'M%' then 'mixed' when "Ethnicity" like 'A%' then 'asian' when "Ethnicity" like 'B%' then 'black' when "Ethnicity" like 'O%' then 'other' else 'not-stated' end eth,
  "Address" addr, upper(replace("Postcode", ' ', '')) pc, "Child Present" present, "School Name" school, "School URN" urn, try_strptime("Encompass Sent Date", '%d/%m/%Y %H:%M')::timestamptz encompass, "Narrative" narr, "LA Code" la, lower("Status") status, try_strptime("Last Updated", '%d/%m/%Y %H:%M')::timestamptz updated,
  md5(concat_ws('|', "Incident Type", "Risk Level", "Incident Date From", "Incident Date To", "Reported Date", "PPN Created", "PPN Reviewed", "Date Shared", "Child Surname", "Child Forename", "Child DOB", "Child Gender", "Ethnicity", "Address", "Postcode", "Child Present", "School Name", "School URN", "Encompass Sent Date", "Narrative", "LA Code", "Status")) as digest
 from raw;
create temp table decided as
 select t.*, left(sha256('$key' || 'n|' || pref || '|' || coalesce(nullif(cref, ''), sn || fn || dob)), 32) nkey,
  left(sha256('$key' || 'c|' || sn || '|' || fn || '|' || dob), 32) ckey, left(sha256('$key' || 'h|' || pc || '|' || sn), 32) hkey, left(sha256('$key' || 'o|' || occ), 32) okey, left(sha256('$key' || 'r|' || cref), 32) rkey
 from typed t where pref <> '' qualify row_number() over (partition by pref, coalesce(nullif(cref, ''), sn || fn || dob) order by ver desc, line) = 1;
create temp table timed as
 select d.*, coalesce(k.first_received, timestamptz '$received') first_received,
  least(coalesce(inc_to, inc_from), reported) started, case when coalesce(inc_to, inc_from) is null then 'reported' else 'incident_end' end basis,
  case risk when 'standard' then 72 else 24 end lim
 from decided d left join known k on k.key = d.nkey where k.key is null or k.digest <> d.digest;
copy (select nkey notification_key, 1 as record_version, 'new' change, 'police' agency, 'domestic-abuse' feed, 'northshire-police' sender, la la_code, ckey child_key, 'demographic' child_key_basis, hkey household_key, 1 as key_version, category, risk risk_grade, status,
  started::date occurred_on, hour(started) occurred_hour, first_received received_at, first_received first_received_at, case when date_diff('year', dob, started::date) < 1 then '0' when date_diff('year', dob, started::date) < 5 then '1-4' when date_diff('year', dob, started::date) < 10 then '5-9' when date_diff('year', dob, started::date) < 16 then '10-15' else '16+' end age_band,
  sex, eth ethnicity, left(pc, length(pc) - 2) postcode_sector, null::varchar consent, null::varchar factors, '' flags, 'f0' file_id, line, 1 part, rkey reference_key, okey occurrence_key from timed)
 to '$out/notifications.parquet' (format parquet, compression zstd, compression_level 1, parquet_version v2);
copy (select nkey notification_key, 1 as record_version, 1 as key_version, 'police' agency, 'domestic-abuse' feed, 'northshire-police' sender, 'sharing' clock, 'local' edition, basis started_basis, 'first_receipt' stopped_basis, started::date started_on, first_received::date stopped_on,
  date_trunc('hour', started + to_hours(lim)) due_at, h elapsed_hours, h elapsed_hours_min, w2.n - w1.n elapsed_working_days, lim || ' h' limit_text,
  case when h is null or h < 0 then 'unknown' when h > lim then 'late' else 'on_time' end status,
  case when h is null or h <= lim then 'none' when h >= 672 or (risk = 'high' and h >= 72) then 'critical' when h >= 96 then 'serious' else 'late' end severity, greatest(h - lim, 0) late_by_hours,
  'Incident began ' || strftime(started, '%a %-d %b %Y about %H:00') || '; received ' || strftime(first_received, '%a %-d %b %Y about %H:00') || '; ' || floor(h)::int || ' h against ' || lim || ' h for ' || risk || ' risk.' explanation,
  first_received received_at, 'f0' file_id, line, 1 part, date_diff('minute', started, created) / 60.0 written_after_hours, date_diff('minute', created, reviewed) / 60.0 reviewed_after_hours, date_diff('minute', reviewed, shared) / 60.0 sent_after_hours, date_diff('minute', shared, first_received) / 60.0 arrived_after_hours
  from (select *, date_diff('second', started, first_received) / 3600.0 h from timed) t left join wd w1 on w1.d = t.started::date left join wd w2 on w2.d = t.first_received::date)
 to '$out/timeliness.parquet' (format parquet, compression zstd, compression_level 1, parquet_version v2);
copy (select nkey notification_key, line, pref, ver, occ, inc_from, inc_to, reported, created, reviewed, shared, cref, sn, fn, dob, sex, eth, addr, pc, present, school, urn, encompass, narr, la, status, updated from timed)
 to '$out/identities.parquet' (format parquet, compression zstd, compression_level 1, parquet_version v2);
copy (select line, 'KEY_MISSING' code from typed where pref = '') to '$out/rejects.parquet' (format parquet);
select count(*) from timed;
