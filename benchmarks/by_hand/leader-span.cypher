MATCH (t:Task)<-[:OVERSEES]-(p:Leader)
WITH t, collect(DISTINCT p) AS ps
WITH ps, 1.0 / size(ps) AS part,
     NOT EXISTS { (t)<-[:LEADS]-() } AND EXISTS { (t)<-[:SUPPORTS|RESPONSIBLE_FOR]-() } AS open
UNWIND ps AS p
WITH p, count(*) AS tasks, sum(part) AS part, sum(CASE WHEN open THEN 1 ELSE 0 END) AS no_lead
WITH collect([p, tasks, part, no_lead]) AS spans, sum(tasks) AS pairs
WITH spans, pairs, COUNT { MATCH (t:Task) WHERE EXISTS { (t)<-[:OVERSEES]-() } } AS overseen
UNWIND spans AS x
WITH x[0] AS p, x, pairs, overseen
RETURN p.name AS leader, p.kind AS kind, x[1] AS tasks, 1.0 * x[1] / pairs AS share, round(x[2], 6) AS fractional,
       round(x[2] / overseen, 6) AS fractional_share,
       COUNT { MATCH (p)-[:OVERSEES]->(:Task)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit) RETURN DISTINCT u } AS units,
       COUNT { MATCH (p)-[:OVERSEES]->(:Task)-[:IN_SECTOR]->(c:Sector) RETURN DISTINCT c } AS sectors,
       x[3] AS no_lead, p.id AS leader_id
ORDER BY tasks DESC, leader_id LIMIT 1000
