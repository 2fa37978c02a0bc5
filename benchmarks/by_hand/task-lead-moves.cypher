MATCH (d:Document)
WITH d, d.id = $before OR d.number = $before OR toString(d.year) = $before OR d.title CONTAINS $before AS b,
     d.id = $after OR d.number = $after OR toString(d.year) = $after OR d.title CONTAINS $after AS a
WHERE a OR b
MATCH (d)<-[:STATED_IN]-(t:Task)
WITH coalesce(t.title, t.text) AS task, collect([t, a, b]) AS alike, max(a) AS new, max(b) AS old
WHERE new AND old
UNWIND alike AS x
WITH task, x[0] AS t, x[1] AS a, x[2] AS b
MATCH (t)<-[:LEADS]-(u:Unit)
WITH task, u, count(DISTINCT CASE WHEN b THEN t END) AS led_before, count(DISTINCT CASE WHEN a THEN t END) AS led_after
WHERE led_before = 0 OR led_after = 0
RETURN task, u.name AS unit, CASE WHEN led_before = 0 THEN 'gained' ELSE 'lost' END AS moved, led_before, led_after,
       u.id AS unit_id
ORDER BY task, moved, unit_id LIMIT 1000
