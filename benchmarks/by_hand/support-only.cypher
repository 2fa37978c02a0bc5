MATCH (u:Unit) WHERE u.kind <> 'group' AND EXISTS { (u)-[:SUPPORTS]->(:Task) }
  AND NOT EXISTS { (u)-[:LEADS|RESPONSIBLE_FOR]->(:Task) }
RETURN u.name AS unit, u.kind AS kind, COUNT { MATCH (u)-[:SUPPORTS]->(t:Task) RETURN DISTINCT t } AS supporting, u.id AS unit_id
ORDER BY supporting DESC, unit_id LIMIT 1000
