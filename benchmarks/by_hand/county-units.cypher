MATCH (c:County)<-[:CONCERNS]-(t:Task)
WITH DISTINCT c, t
MATCH (t)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH c, u, t, max(r:LEADS) AS led
WITH c, u, count(*) AS n, sum(CASE WHEN led THEN 1 ELSE 0 END) AS led
WITH c, u, n, led WHERE u.kind <> 'group'
WITH c, u, n, led ORDER BY n DESC, c.id, u.id LIMIT 10000
RETURN c.name AS county_name, u.name AS unit, u.kind AS kind, n AS tasks, led, c.id AS county_id, u.id AS unit_id
ORDER BY tasks DESC, county_id, unit_id
