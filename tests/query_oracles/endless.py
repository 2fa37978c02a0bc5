"""Queries that never end by themselves, or not within days, of every kind: data for a test and a benchmark.

Most are many times the same shape with another function or pattern inside, for each is another loop in an engine.
"""

from __future__ import annotations

_MANY = "range(1, 100000)"
_INNER = (
    "any(y IN {r} WHERE y = -x)",
    "all(y IN {r} WHERE y > -x)",
    "none(y IN {r} WHERE y = -x)",
    "single(y IN {r} WHERE y = -x)",
    "size([y IN {r} WHERE y = -x]) > 0",
    "size([y IN {r} | y + x]) = 0",
    "reduce(s = 0, y IN {r} | s + y * x) = -1",
    "reduce(s = '', y IN range(1, 3000) | s + toString(y)) = toString(x)",
    "-x IN [y IN {r} | y]",
    "size(reverse([y IN {r} | y * x])) = -x",
    "size(tail([y IN {r} | y * x])) = -x",
    "[y IN {r} | y * x][x % 100000] = -x",
    "size([y IN {r} | y * x][1..x]) = -x",
    "size(split(reduce(s = '', y IN range(1, 2000) | s + ',' + y), ',')) = -x",
    "replace(reduce(s = '', y IN range(1, 2000) | s + 'a'), 'a', 'b') = toString(x)",
    "size(toUpper(reduce(s = '', y IN range(1, 2000) | s + 'a'))) = -x",
    "reduce(s = 0.0, y IN {r} | s + sqrt(y)) < 0",
    "reduce(s = 0.0, y IN {r} | s + sin(y) * cos(y)) < -1000000",
    "reduce(s = 0, y IN {r} | s + CASE WHEN y % 2 = 0 THEN 1 ELSE -1 END) = -x",
    "size([y IN {r} WHERE any(z IN {r} WHERE z = -y)]) > 0",
    "all(y IN {r} WHERE all(z IN {r} WHERE z <> -y))",
    "size([y IN {r} | date('2024-01-01') + duration({{days: y % 100}})]) = -x",
    "size([y IN {r} | {{a: y, b: x}}]) = -x",
    "size([y IN {r} | [y, x]]) = -x",
)
EXPRESSIONS = tuple(f"RETURN size([x IN {_MANY} WHERE {inner.format(r=_MANY)}]) AS n" for inner in _INNER)
"""Within one expression, where an engine that looks at its clock between rows never does."""
FILTERS = tuple(f"UNWIND {_MANY} AS x WITH x WHERE {inner.format(r=_MANY)} RETURN count(x) AS n" for inner in _INNER)
"""Row by row, each of which takes long."""
ROWS = (
    "MATCH (a), (b), (c), (d), (e) WHERE a.id + b.id + c.id + d.id + e.id = 'x' RETURN count(*) AS n",
    "MATCH (a), (b), (c), (d), (e), (f) RETURN count(DISTINCT a.id + f.id) AS n ORDER BY n",
    "MATCH (a), (b), (c), (d), (e), (f) RETURN a.id AS a, b.id AS b, c.id AS c, d.id AS d, f.id AS f",
    "MATCH (a), (b), (c), (d), (e) RETURN DISTINCT a.id + b.id AS x, sum(size(c.id + d.id + e.id)) AS n ORDER BY n",
    "MATCH (a), (b), (c), (d), (e) WITH a, b, c, d, e ORDER BY a.id + e.id LIMIT 5 RETURN a.id AS id",
    "MATCH (a), (b), (c), (d), (e) RETURN max(a.id + b.id + c.id + d.id + e.id) AS n",
    "MATCH (a), (b), (c), (d), (e) WHERE a.id + b.id + c.id =~ d.id + '.*x' + e.id RETURN count(*) AS n",
    "MATCH (a) OPTIONAL MATCH (b), (c), (d), (e) WHERE a.id + b.id + c.id + d.id = e.id RETURN count(*) AS n",
    "MATCH (a), (b), (c), (d) WHERE EXISTS { MATCH (e), (f) WHERE e.id + f.id = a.id + b.id } RETURN count(*) AS n",
    "MATCH (a), (b), (c) WHERE COUNT { MATCH (e), (f), (g) WHERE e.id + f.id = a.id } > 10 RETURN count(*) AS n",
    "MATCH (a), (b), (c) RETURN COLLECT { MATCH (e), (f), (g) WHERE e.id + f.id = a.id RETURN e.id } AS n",
    "MATCH (a), (b) CALL (a, b) { MATCH (c), (d), (e) WHERE c.id = d.id RETURN count(*) AS n } RETURN sum(n) AS n",
    "CALL { MATCH (a), (b), (c), (d), (e) RETURN count(a.id + e.id) AS n } RETURN n",
    "RETURN 1 AS n UNION MATCH (a), (b), (c), (d), (e) RETURN sum(size(a.id + e.id)) AS n",
    "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN count(x + y) AS n",
    "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y WITH x, y WHERE x + y = -1 RETURN x, y",
    "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN sum(x * y) AS n",
    "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN avg(sqrt(x * y)) AS n",
    "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN stDev(x * y) AS n",
    "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN min(x - y) AS a, max(x + y) AS b",
    "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN x % 7 AS k, count(*) AS n ORDER BY k",
    "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y WITH x, count(y) AS n RETURN sum(n) AS n",
    "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN x, y",
    "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN x ORDER BY y, x LIMIT 3",
    "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN x SKIP 9999999999 LIMIT 1",
    "UNWIND range(1, 100000) AS x OPTIONAL MATCH (a), (b), (c) WHERE a.id = toString(x) RETURN count(*) AS n",
)
"""Row by row, without end."""
PATHS = (
    "MATCH p = (a)-[*]-(b) RETURN count(p) AS n",
    "MATCH p = (a)-[*]-(b) RETURN max(length(p)) AS n",
    "MATCH p = (a:Unit)-[*1..40]-(b:Unit) RETURN sum(length(p)) AS n",
    "MATCH p = (a)-[*..50]-(b) WHERE all(x IN nodes(p) WHERE x.id <> 'x') RETURN count(*) AS n",
    "MATCH p = (a)-[*10..]-(b) RETURN DISTINCT b.id AS id",
    "MATCH (a)-[*]-(b)-[*]-(c) RETURN count(*) AS n",
    "MATCH p = ((a)-[r]-(b))+ RETURN count(p) AS n",
    "MATCH (a) RETURN sum(size([(a)-[*]-(b) | b.id])) AS n",
    "MATCH (a), (b), (c), (d) MATCH p = shortestPath((a)-[*]-(b)) WHERE c.id + d.id = 'x' RETURN count(p) AS n",
    "MATCH (a) WHERE EXISTS { (a)-[*20..]-(b) WHERE b.id = 'x' } RETURN count(*) AS n",
    "MATCH p = (:Task)-[*]-(:Task) WITH p ORDER BY length(p) DESC LIMIT 1 RETURN length(p) AS n",
    "MATCH (a:Unit)-[*3..60]-(b:Unit) WHERE a.id < b.id RETURN a.id AS a, count(*) AS n ORDER BY n",
)
"""Walks through the graph."""
OTHERS = (
    "WITH reduce(s = '', x IN range(1, 40) | s + 'a') AS s RETURN s + '!' =~ '(a*)*b' AS n, s =~ '(a|a)*b' AS m, "
    "s =~ '(a|aa)+$b' AS o, size([x IN range(1, 100000) WHERE s + toString(x) =~ '(.*a){20}b']) AS p",
    "UNWIND range(1, 100000) AS x RETURN sum(size([y IN range(1, 100000) WHERE toString(y) =~ '.*' + x])) AS n",
    "RETURN reduce(s = [], x IN range(1, 100000) | [y IN range(1, 100000) WHERE y IN s]) AS n",
    "RETURN reduce(s = 0, x IN range(1, 100000) | s + reduce(t = 0, y IN range(1, 100000) | t + y)) AS n",
    "UNWIND range(1, 100000) AS x WITH collect(x) AS xs UNWIND xs AS a UNWIND xs AS b WITH a, b, xs "
    "WHERE a + b IN xs RETURN count(*) AS n",
    "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN percentileCont(x * y, 0.5) AS n",
    "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN collect(DISTINCT x % 3) AS n",
    "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN count(DISTINCT y % 9) AS n",
    "MATCH (a), (b) WITH a, b UNWIND range(1, 100000) AS x UNWIND range(1, 1000) AS y RETURN sum(x * y) AS n",
    "MATCH (n) RETURN n {.id, m: [x IN range(1, 100000) WHERE any(y IN range(1, 100000) WHERE y = -x)]} AS m",
    "MATCH (n) RETURN n.id AS id ORDER BY size([x IN range(1, 100000) WHERE any(y IN range(1, 100000) WHERE y = -x)])",
    "MATCH (n {id: toString(size([x IN range(1, 100000) WHERE any(y IN range(1, 100000) WHERE y = -x)]))}) RETURN n",
    "RETURN CASE WHEN any(x IN range(1, 100000) WHERE any(y IN range(1, 100000) WHERE y = -x)) THEN 1 END AS n",
    "WITH [x IN range(1, 100000) WHERE any(y IN range(1, 100000) WHERE y = -x)] AS xs UNWIND xs AS x RETURN x",
)
ENDLESS = (*EXPRESSIONS, *FILTERS, *ROWS, *PATHS, *OTHERS)
SOME = (EXPRESSIONS[0], EXPRESSIONS[6], FILTERS[19], ROWS[2], ROWS[22], PATHS[0], OTHERS[0], OTHERS[3])
"""A few, each of another kind."""
