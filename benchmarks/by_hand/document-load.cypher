MATCH (t:Task)-[:STATED_IN]->(d:Document)
OPTIONAL MATCH (t)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH d, t, collect(DISTINCT u) AS us, count(r) AS roles, max(r:LEADS) AS led
WITH d, collect(us) AS all, count(*) AS tasks, sum(size(us)) AS assignments, sum(CASE WHEN led THEN 1 ELSE 0 END) AS with_lead,
     sum(CASE WHEN roles > 0 AND NOT led THEN 1 ELSE 0 END) AS no_lead, sum(CASE WHEN roles = 0 THEN 1 ELSE 0 END) AS unassigned
CALL (all) { UNWIND all AS us UNWIND us AS u RETURN count(DISTINCT u) AS units }
CALL (d) { MATCH (d)<-[:STATED_IN]-(:Task)<-[:OVERSEES]-(p:Leader) RETURN count(DISTINCT p) AS leaders }
RETURN d.title AS document, d.number AS number, d.year AS year, tasks, COUNT { (d)<-[:PART_OF]-(:Sector) } AS sectors,
       leaders, units, assignments, with_lead, no_lead, unassigned, d.id AS document_id
ORDER BY tasks DESC, document_id LIMIT 1000
