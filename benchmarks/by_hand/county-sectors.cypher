MATCH (c:County)<-[:CONCERNS]-(t:Task)-[:IN_SECTOR]->(s:Sector)
WITH c, s, count(DISTINCT t) AS n ORDER BY n DESC, c.id, s.id LIMIT 10000
RETURN c.name AS county_name, s.title AS sector, n AS tasks, c.id AS county_id, s.id AS sector_id
ORDER BY tasks DESC, county_id, sector_id
