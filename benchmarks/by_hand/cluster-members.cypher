MATCH (u:Unit) WHERE u.cluster IS NOT NULL
WITH u, COUNT { MATCH (u)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task) RETURN DISTINCT t } AS tasks
CALL (u) {
  MATCH (u)-[:SHARES_TASKS_WITH]-(v:Unit)
  RETURN sum(CASE WHEN v.cluster = u.cluster THEN 1 ELSE 0 END) AS inside,
         sum(CASE WHEN v.cluster <> u.cluster THEN 1 ELSE 0 END) AS outside
}
RETURN u.cluster AS cluster_number, u.name AS unit, u.kind AS kind, tasks, inside, outside, u.id AS unit_id
ORDER BY cluster_number, tasks DESC, unit_id LIMIT 10000
