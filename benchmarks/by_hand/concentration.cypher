MATCH (u:Unit)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
WITH u, count(DISTINCT t) AS n, count(DISTINCT CASE WHEN r:LEADS THEN t END) AS a,
     count(DISTINCT CASE WHEN r:SUPPORTS THEN t END) AS b, count(DISTINCT CASE WHEN r:RESPONSIBLE_FOR THEN t END) AS c
WITH collect([u.kind = 'group', n, a, b, c]) AS loads
UNWIND [true, false] AS groups
UNWIND [['total', 1], ['lead', 2], ['support', 3], ['responsible', 4]] AS kind
UNWIND ['carriers', 'all'] AS frame
WITH groups, frame, kind[0] AS load,
     [x IN loads WHERE (x[kind[1]] > 0 OR frame = 'all') AND (groups OR NOT x[0]) | x[kind[1]]] AS v
UNWIND v AS x
WITH groups, frame, load, x ORDER BY x DESC
WITH groups, frame, load, collect(x) AS v, count(*) AS n, sum(x) AS total, sum(x * x) AS squares
WHERE total > 0
UNWIND range(0, n - 1) AS i
WITH groups, frame, load, n, total, squares, sum((n - 1 - 2 * i) * v[i]) AS apart,
     sum(CASE WHEN i < 4 THEN v[i] ELSE 0 END) AS largest,
     sum(CASE WHEN v[i] > 0 THEN (1.0 * v[i] * n / total) * log(1.0 * v[i] * n / total) ELSE 0.0 END) AS entropy
RETURN load, groups, frame, n AS units, total AS assignments, 1.0 * squares / (total * total) AS hhi,
       CASE WHEN n > 1 THEN 1.0 * (n * squares - total * total) / (total * total * (n - 1)) END AS hhi_normalised,
       1.0 * largest / total AS cr4, 1.0 * apart / (n * total) AS gini, round(entropy / n, 6) AS theil,
       1.0 * total * total / squares AS effective_units
ORDER BY groups DESC, assignments DESC, load, frame DESC LIMIT 1000
