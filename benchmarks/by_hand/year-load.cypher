MATCH (t:Task)-[:STATED_IN]->(d:Document)
OPTIONAL MATCH (t)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH d, t, collect(DISTINCT u) AS us, count(r) AS roles, max(r:LEADS) AS led
WITH d.year AS year, collect(DISTINCT d) AS ds, collect(us) AS all, count(*) AS tasks, sum(size(us)) AS assignments,
     sum(CASE WHEN led THEN 1 ELSE 0 END) AS with_lead, sum(CASE WHEN roles > 0 AND NOT led THEN 1 ELSE 0 END) AS no_lead,
     sum(CASE WHEN roles = 0 THEN 1 ELSE 0 END) AS unassigned
CALL (all) { UNWIND all AS us UNWIND us AS u RETURN count(DISTINCT u) AS units }
CALL (ds) { UNWIND ds AS d MATCH (d)<-[:STATED_IN]-(:Task)<-[:OVERSEES]-(p:Leader) RETURN count(DISTINCT p) AS leaders }
RETURN year, size(ds) AS documents, tasks, leaders, units, assignments, with_lead, no_lead, unassigned
ORDER BY year LIMIT 1000
