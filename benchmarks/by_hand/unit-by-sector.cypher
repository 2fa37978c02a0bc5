MATCH (c:Sector)<-[:IN_SECTOR]-(t:Task)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH c, u, t, collect(type(r)) AS roles
WITH c, u, count(*) AS tasks, sum(CASE WHEN 'LEADS' IN roles THEN 1 ELSE 0 END) AS led,
     sum(CASE WHEN 'SUPPORTS' IN roles THEN 1 ELSE 0 END) AS supporting,
     sum(CASE WHEN 'RESPONSIBLE_FOR' IN roles THEN 1 ELSE 0 END) AS responsible
ORDER BY tasks DESC, u.id, c.id LIMIT 10000
RETURN u.name AS unit, c.title AS sector, led, supporting, responsible, tasks, u.id AS unit_id, c.id AS sector_id
ORDER BY tasks DESC, unit_id, sector_id
