MATCH (d:Document)
WITH d, d.id = $before OR d.number = $before OR toString(d.year) = $before OR d.title CONTAINS $before AS b,
     d.id = $after OR d.number = $after OR toString(d.year) = $after OR d.title CONTAINS $after AS a
WHERE a OR b
MATCH (d)<-[:PART_OF]-(s:Sector)
WITH s.title AS sector, collect([s, a, b]) AS parts, max(a) AS new, max(b) AS old
WHERE new AND old
UNWIND parts AS x
WITH sector, x[0] AS s, x[1] AS a, x[2] AS b
MATCH (s)<-[:IN_SECTOR]-(t:Task)<-[:LEADS]-(u:Unit)
WITH sector, u, count(DISTINCT CASE WHEN b THEN t END) AS led_before, count(DISTINCT CASE WHEN a THEN t END) AS led_after
WHERE led_before <> led_after
RETURN sector, u.name AS unit, led_before, led_after, led_after - led_before AS change, u.id AS unit_id
ORDER BY sector, change DESC, unit_id LIMIT 1000
