-- The newest moment that the lake knows of: the last file, or the last day of a feed that was judged.
select greatest((select max(received_at) from files), (select max(as_of) from current_timeliness)) as newest
