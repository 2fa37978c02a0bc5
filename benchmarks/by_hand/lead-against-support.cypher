MATCH (u:Unit) WHERE u.kind <> 'group'
WITH u, COUNT { MATCH (u)-[:LEADS]->(t:Task) RETURN DISTINCT t } AS led,
     COUNT { MATCH (u)-[:SUPPORTS]->(t:Task) RETURN DISTINCT t } AS supporting
WHERE led + supporting > 0
WITH collect([u, led, supporting]) AS all, sum(led) AS leads, sum(supporting) AS supports
UNWIND all AS x
WITH x[0] AS u, x[1] AS led, x[2] AS supporting, CASE WHEN leads = 0 THEN 0.0 ELSE 1.0 * x[1] / leads END AS lead_share,
     CASE WHEN supports = 0 THEN 0.0 ELSE 1.0 * x[2] / supports END AS support_share
WITH u, led, supporting, lead_share, support_share, round(lead_share - support_share, 6) AS tilt
RETURN u.name AS unit, u.kind AS kind, led, supporting, lead_share, support_share, tilt, u.id AS unit_id
ORDER BY abs(tilt) DESC, unit_id LIMIT 1000
