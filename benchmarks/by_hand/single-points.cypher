MATCH (s:Sector)<-[:IN_SECTOR]-(t:Task)
WITH s, collect(t) AS ts
UNWIND ts AS t
MATCH (t)<-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH s, size(ts) AS n, t, collect(DISTINCT u) AS us, collect(DISTINCT CASE WHEN r:LEADS THEN u END) AS leads
WITH s, n, CASE WHEN size(leads) = 1 THEN leads[0] WHEN size(leads) = 0 AND size(us) = 1 AND NOT t.open_list THEN us[0] END AS u,
     size(leads) AS led
WHERE u.kind <> 'group'
WITH s, n, u, sum(led) AS sole_lead, sum(1 - led) AS alone
MATCH (s)-[:PART_OF]->(d:Document)
RETURN s.title AS sector, u.name AS unit, u.kind AS kind, sole_lead, alone, sole_lead + alone AS depending, n AS tasks,
       1.0 * (sole_lead + alone) / n AS share, d.title AS document, u.id AS unit_id, s.id AS sector_id
ORDER BY share DESC, depending DESC, unit_id, sector_id LIMIT 1000
