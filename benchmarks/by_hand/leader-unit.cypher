MATCH (t:Task)<-[:OVERSEES]-(p:Leader)
MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH u, p, count(DISTINCT t) AS n
WITH u, p, n WHERE u.kind <> 'group'
WITH u, collect([p, n]) AS heads
ORDER BY size(heads) DESC, u.id LIMIT 10000
UNWIND heads AS x
WITH u, size(heads) AS leaders, x[0] AS p, x[1] AS n
ORDER BY leaders DESC, u.id, n DESC, p.id LIMIT 10000
RETURN u.name AS unit, leaders, p.name AS leader, n AS tasks, u.id AS unit_id, p.id AS leader_id
ORDER BY leaders DESC, unit_id, tasks DESC, leader_id
