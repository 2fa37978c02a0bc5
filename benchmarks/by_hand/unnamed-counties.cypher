MATCH (c:County)<-[:CONCERNS]-(t:Task)-[:STATED_IN]->(e:Document)
WITH c, e, count(DISTINCT t) AS n
WITH c, coalesce(e.city, '') AS city, collect(e) AS known, sum(n) AS elsewhere
MATCH (d:Document) WHERE coalesce(d.city, '') = city AND NOT d IN known
OPTIONAL MATCH (c)<-[:GOVERNS]-(:Unit)-[:MEMBER_OF {certain: true}]->(:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(x:Task)-[:STATED_IN]->(d)
WITH c, d, elsewhere, count(DISTINCT x) AS through_groups
RETURN c.name AS county, c.kind AS kind, c.code AS code, elsewhere, through_groups, d.title AS document,
       c.id AS county_id, d.id AS document_id
ORDER BY elsewhere DESC, county_id, document_id LIMIT 1000
