MATCH (d:Document)
WITH d, d.id = $before OR d.number = $before OR toString(d.year) = $before OR d.title CONTAINS $before AS b,
     d.id = $after OR d.number = $after OR toString(d.year) = $after OR d.title CONTAINS $after AS a
WHERE a OR b
MATCH (d)<-[:STATED_IN]-(t:Task)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit) WHERE u.kind <> 'group'
WITH u, t, a, b, max(r:LEADS) AS led
WITH u, sum(CASE WHEN b THEN 1 ELSE 0 END) AS x, sum(CASE WHEN a THEN 1 ELSE 0 END) AS y,
     sum(CASE WHEN b AND led THEN 1 ELSE 0 END) AS p, sum(CASE WHEN a AND led THEN 1 ELSE 0 END) AS q
WITH collect([u, x, y, p, q]) AS all, sum(x) AS olds, sum(y) AS news
UNWIND all AS z
WITH z[0] AS u, z, olds, news
RETURN u.name AS unit, u.kind AS kind, z[1] AS tasks_before, z[2] AS tasks_after, z[2] - z[1] AS change,
       z[3] AS led_before, z[4] AS led_after, CASE WHEN olds > 0 THEN 1.0 * z[1] / olds END AS share_before,
       CASE WHEN news > 0 THEN 1.0 * z[2] / news END AS share_after, u.id AS unit_id
ORDER BY abs(change) DESC, unit_id LIMIT 1000
