MATCH (u:Unit) WHERE u.kind <> 'group' WITH u ORDER BY u.id
WITH collect(u) AS us
UNWIND range(0, size(us) - 1) AS i
WITH i, us[i] AS u
MATCH (u)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
WITH DISTINCT i, t ORDER BY i
WITH t, collect(i) AS l WHERE size(l) > 2
UNWIND range(0, size(l) - 3) AS x
UNWIND range(x + 1, size(l) - 2) AS y
WITH l, y, (l[x] * 1000000 + l[y]) * 1000000 AS pair
UNWIND l[y + 1..] AS z
WITH pair + z AS key, count(*) AS n WHERE n > 1
WITH key, n ORDER BY n DESC, key LIMIT 1000
WITH collect([key, n]) AS found
MATCH (u:Unit) WHERE u.kind <> 'group' WITH found, u ORDER BY u.id
WITH found, collect(u) AS us
UNWIND found AS x
WITH x[1] AS tasks, us[x[0] / 1000000000000] AS a, us[x[0] / 1000000 % 1000000] AS b, us[x[0] % 1000000] AS c
RETURN a.name AS unit_a, b.name AS unit_b, c.name AS unit_c, tasks, a.id AS unit_a_id, b.id AS unit_b_id, c.id AS unit_c_id
ORDER BY tasks DESC, unit_a_id, unit_b_id, unit_c_id
