MATCH (t:Task)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH t, collect(DISTINCT u) AS us
WITH us, 1.0 / size(us) AS part
UNWIND us AS u
WITH u, count(*) AS tasks, sum(part) AS part
WITH u, tasks, part, COUNT { MATCH (u)-[:LEADS]->(t:Task) RETURN DISTINCT t } AS led,
     COUNT { MATCH (u)-[:SUPPORTS]->(t:Task) RETURN DISTINCT t } AS supporting,
     COUNT { MATCH (u)-[:RESPONSIBLE_FOR]->(t:Task) RETURN DISTINCT t } AS responsible
WITH collect([u, tasks, part, led, supporting, responsible]) AS all, sum(tasks) AS pairs
WITH all, pairs, COUNT { MATCH (t:Task) WHERE EXISTS { (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(:Unit) } } AS named
UNWIND all AS x
WITH x[0] AS u, x, pairs, named
RETURN u.name AS unit, u.kind AS kind, x[3] AS led, x[4] AS supporting, x[5] AS responsible, x[1] AS tasks,
       1.0 * x[1] / pairs AS share, 1.0 * x[1] / named AS reach, round(x[2], 6) AS fractional,
       round(x[2] / named, 6) AS fractional_share, u.id AS unit_id
ORDER BY tasks DESC, unit_id LIMIT 1000
