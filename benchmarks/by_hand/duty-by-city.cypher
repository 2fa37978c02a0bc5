MATCH (u:Unit)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task) WHERE u.function IS NOT NULL
WITH u.function AS duty, coalesce(u.city, '') AS city, count(DISTINCT u) AS units,
     count(DISTINCT CASE WHEN r:LEADS THEN t END) AS led, count(DISTINCT CASE WHEN r:SUPPORTS THEN t END) AS supporting,
     count(DISTINCT CASE WHEN r:RESPONSIBLE_FOR THEN t END) AS responsible, count(DISTINCT t) AS tasks
WITH city, collect([duty, units, led, supporting, responsible, tasks]) AS all
CALL (city) {
  MATCH (t:Task) WHERE EXISTS { (t)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(v:Unit) WHERE coalesce(v.city, '') = city }
  RETURN count(t) AS named
}
UNWIND all AS x
RETURN x[0] AS duty, city, x[1] AS units, x[2] AS led, x[3] AS supporting, x[4] AS responsible, x[5] AS tasks,
       1.0 * x[5] / named AS reach
ORDER BY duty, tasks DESC, city LIMIT 10000
