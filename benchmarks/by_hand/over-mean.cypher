MATCH (u:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task) WHERE u.kind <> 'group'
WITH u, count(DISTINCT t) AS v
WITH collect([u, v]) AS all, 1.0 * sum(v) / count(*) AS mean, stDevP(v) AS deviation
UNWIND all AS x
WITH x[0] AS u, x[1] AS tasks, mean, deviation WHERE tasks - mean > deviation
RETURN u.name AS unit, u.kind AS kind, tasks, mean, deviation, (tasks - mean) / deviation AS score, u.id AS unit_id
ORDER BY tasks DESC, unit_id LIMIT 1000
