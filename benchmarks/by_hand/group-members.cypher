MATCH (u:Unit)-[m:MEMBER_OF]->(p:Unit)
WITH p, collect([u, m.certain]) AS members
WITH p, members, COUNT { MATCH (p)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task) RETURN DISTINCT t } AS tasks WHERE tasks > 0
UNWIND members AS x
WITH x[0] AS u, collect([p, x[1], tasks]) AS phrases
WITH u, phrases, COUNT { MATCH (u)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task) RETURN DISTINCT t } AS own_tasks
UNWIND phrases AS x
WITH u, x[0] AS p, x[1] AS certain, x[2] AS tasks, own_tasks
RETURN p.name AS phrase, u.name AS member, certain, tasks, own_tasks, p.id AS phrase_id, u.id AS member_id
ORDER BY tasks DESC, phrase_id, member_id LIMIT 1000
