MATCH (u:Unit) WHERE u.kind <> 'group'
WITH u ORDER BY COUNT { (u)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->() } DESC LIMIT 40
WITH collect(u) AS busy
UNWIND range(0, size(busy) - 1) AS i
WITH i, busy[i] AS u
MATCH (u)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
WITH t, collect(DISTINCT i) AS l
UNWIND l AS x
UNWIND [y IN l WHERE y > x] AS y
UNWIND [z IN l WHERE z > y] AS z
WITH x * 10000 + y * 100 + z AS key, count(*) AS n WHERE n > 2
WITH n ORDER BY n DESC SKIP 999 LIMIT 1
WITH coalesce(max(n), 2) AS least
MATCH (u:Unit)-[k:SHARES_TASKS_WITH]-(v:Unit) WHERE k.tasks >= least
WITH least, u, collect(v) AS near
UNWIND near AS v
WITH least, v, count(*) AS partners, min(size(near)) AS fewest ORDER BY v.id
WITH least, collect([v, partners, fewest]) AS us
UNWIND range(0, size(us) - 1) AS i
WITH least, us[i][0] AS u, [i, us[i][1], us[i][2]] AS place WHERE place[1] > 1
MATCH (u)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
WITH least, t, collect(DISTINCT place) AS l
UNWIND l AS x
WITH least, x, [y IN l WHERE y[0] > x[0] AND y[1] >= x[2] AND x[1] >= y[2]] AS later WHERE size(later) > 1
UNWIND later AS y
UNWIND [z IN later WHERE z[0] > y[0] AND z[1] >= y[2] AND y[1] >= z[2]] AS z
WITH least, (x[0] * 1000000 + y[0]) * 1000000 + z[0] AS key, count(*) AS n WHERE n >= least
WITH least, key, n ORDER BY n DESC, key LIMIT 1000
WITH least, collect([key, n]) AS found
MATCH (u:Unit)-[k:SHARES_TASKS_WITH]-(:Unit) WHERE k.tasks >= least
WITH DISTINCT found, u ORDER BY u.id
WITH found, collect(u) AS us
UNWIND found AS x
WITH x[1] AS tasks, us[x[0] / 1000000000000] AS a, us[x[0] / 1000000 % 1000000] AS b, us[x[0] % 1000000] AS c
RETURN a.name AS unit_a, b.name AS unit_b, c.name AS unit_c, tasks, a.id AS unit_a_id, b.id AS unit_b_id, c.id AS unit_c_id
ORDER BY tasks DESC, unit_a_id, unit_b_id, unit_c_id
