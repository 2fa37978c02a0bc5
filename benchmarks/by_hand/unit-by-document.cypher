MATCH (d:Document)<-[:STATED_IN]-(t:Task)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH d, u, t, collect(type(r)) AS roles
WITH d, u, count(*) AS tasks, sum(CASE WHEN 'LEADS' IN roles THEN 1 ELSE 0 END) AS led,
     sum(CASE WHEN 'SUPPORTS' IN roles THEN 1 ELSE 0 END) AS supporting,
     sum(CASE WHEN 'RESPONSIBLE_FOR' IN roles THEN 1 ELSE 0 END) AS responsible
WITH d, u, tasks, led, supporting, responsible WHERE u.kind <> 'group'
WITH d, collect([u, tasks, led, supporting, responsible]) AS all, sum(tasks) AS pairs
UNWIND all AS x
WITH d, x[0] AS u, x, pairs
RETURN u.name AS unit, d.title AS document, d.year AS year, x[2] AS led, x[3] AS supporting, x[4] AS responsible,
       x[1] AS tasks, 1.0 * x[1] / pairs AS share, u.id AS unit_id, d.id AS document_id
ORDER BY tasks DESC, unit_id, document_id LIMIT 10000
