MATCH (t:Task)-[r:CONCERNS]->(c:County)
WITH t, c, collect(r.basis) AS bases
WITH collect([c, 'text' IN bases, 'unit' IN bases
  OR EXISTS { (c)<-[:GOVERNS]-(:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t) }]) AS areas, t
WITH areas, 1.0 / size(areas) AS part
UNWIND areas AS x
WITH x[0] AS c, count(*) AS n, sum(part) AS part, sum(CASE WHEN x[1] THEN 1 ELSE 0 END) AS texts,
     sum(CASE WHEN x[2] THEN 1 ELSE 0 END) AS governments
WITH collect([c, n, part, texts, governments]) AS all, sum(n) AS pairs
WITH all, pairs, COUNT { MATCH (t:Task) WHERE EXISTS { (t)-[:CONCERNS]->() } } AS named
UNWIND all AS x
WITH x[0] AS c, x, pairs, named
RETURN c.name AS county, c.kind AS kind, c.code AS code, x[1] AS tasks, x[3] AS by_text, x[4] AS by_government,
       COUNT {
         MATCH (c)<-[:GOVERNS]-(:Unit)-[m:MEMBER_OF]->(:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task) WHERE m.certain RETURN DISTINCT t
       } AS through_groups, 1.0 * x[1] / pairs AS share, round(x[2], 6) AS fractional,
       round(x[2] / named, 6) AS fractional_share, c.id AS county_id
ORDER BY tasks DESC, county_id LIMIT 1000
