MATCH (d:Document)
WITH d, d.id = $before OR d.number = $before OR toString(d.year) = $before OR d.title CONTAINS $before AS b,
     d.id = $after OR d.number = $after OR toString(d.year) = $after OR d.title CONTAINS $after AS a
WHERE a OR b
MATCH (d)<-[:STATED_IN]-(t:Task)<-[:OVERSEES]-(p:Leader)
WITH DISTINCT p, t, a, b
OPTIONAL MATCH (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
WITH p, count(DISTINCT CASE WHEN b THEN t END) AS tasks_before, count(DISTINCT CASE WHEN a THEN t END) AS tasks_after,
     count(DISTINCT CASE WHEN b THEN u END) AS units_before, count(DISTINCT CASE WHEN a THEN u END) AS units_after
RETURN p.name AS leader, tasks_before, tasks_after, tasks_after - tasks_before AS change, units_before, units_after,
       p.id AS leader_id
ORDER BY abs(change) DESC, leader_id LIMIT 1000
