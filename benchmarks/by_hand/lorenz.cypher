MATCH (u:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
WITH u, count(DISTINCT t) AS tasks
WITH tasks, count(*) AS units ORDER BY tasks
WITH collect([tasks, units]) AS steps, sum(units) AS n, sum(tasks * units) AS total
UNWIND range(0, size(steps) - 1) AS i
WITH steps[i] AS x, steps[..i + 1] AS upto, n, total
RETURN x[0] AS tasks, x[1] AS units, 1.0 * reduce(s = 0, y IN upto | s + y[1]) / n AS units_share,
       1.0 * reduce(s = 0, y IN upto | s + y[0] * y[1]) / total AS load_share
ORDER BY tasks LIMIT 1000
