MATCH (c:Sector)<-[:IN_SECTOR]-(t:Task)
WITH c, collect(t) AS ts
CALL (ts) {
  UNWIND ts AS t
  OPTIONAL MATCH (t)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
  WITH t, collect(DISTINCT u) AS us, count(r) AS roles, max(r:LEADS) AS led
  WITH collect(us) AS all, sum(size(us)) AS assignments, sum(CASE WHEN roles > 0 AND NOT led THEN 1 ELSE 0 END) AS no_lead
  UNWIND all AS us UNWIND us AS u
  RETURN assignments, no_lead, count(DISTINCT u) AS units
}
CALL (ts) { UNWIND ts AS t MATCH (t)<-[:OVERSEES]-(p:Leader) RETURN count(DISTINCT p) AS leaders }
WITH collect([c, size(ts), assignments, units, leaders, no_lead]) AS all, sum(size(ts)) AS pairs
UNWIND all AS x
WITH x[0] AS c, x, pairs
MATCH (c)-[:PART_OF]->(d:Document)
RETURN c.title AS sector, x[1] AS tasks, 1.0 * x[1] / pairs AS share, x[2] AS assignments, x[3] AS units,
       x[4] AS leaders, x[5] AS no_lead, d.title AS document, c.id AS sector_id
ORDER BY tasks DESC, sector_id LIMIT 1000
