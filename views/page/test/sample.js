// A small payload for the tests: two documents of two years, two sections, three units and a phrase, two leaders.

/** @returns {import("../src/types").Payload} */
export function payload() {
  const task = (number, document, sector, more = {}) => ({ id: `t${number}`, number: String(number), title: "", text: `推进第 ${number} 项`, convention: "explicit", deadline: "", path: [], open: false, line: number, place: "", sector, document, counties: [], targets: [], due: ["", ""], marks: [], progress: null, ...more });
  const row = (role, who, at, printed = "x") => [role, who, at, printed, 1, "label", 0, 0, 0, 1, ""];
  return {
    documents: [
      { id: "doc:a,1", title: "甲", number: "甲〔2025〕1号", issuer: "", date: "2025-01-02", city: "泽岚市", year: 2025 },
      { id: "doc:b", title: "乙", number: "", issuer: "", date: "2026-02-03", city: "榴原市", year: 0 },
    ],
    sectors: [{ id: "s0", title: "一", ordinal: 1, document: 0, keys: [] }, { id: "s1", title: "二", ordinal: 1, document: 1, keys: [] }],
    tasks: [
      task(1, 0, 0, { deadline: "2025-06-30", targets: [["目标", "", "", ""]], counties: [[0, "text"], [0, "unit"]] }),
      task(2, 0, 0, { open: true, marks: [0] }),
      task(3, 0, -1, {}),
      task(4, 1, 1, { counties: [[0, "text"]] }),
      task(5, -1, -1, {}),
    ],
    leaders: [{ id: "l0", name: "闻人予", group: false, keys: [] }, { id: "l1", name: "公冶衡", group: false, keys: [] }],
    units: [
      { id: "u0", name: "市甲局", kind: "department", short: "甲局", aliases: [], group: false, cluster: 0, county: -1, memberOf: [], keys: [] },
      { id: "u1", name: "市乙局", kind: "department", short: "乙局", aliases: [], group: false, cluster: 0, county: -1, memberOf: [], keys: [] },
      { id: "u2", name: "榴原市政府", kind: "county_government", short: "榴原市政府", aliases: [], group: false, cluster: -1, county: 0, memberOf: [[3, true]], keys: [] },
      { id: "u3", name: "各县（市、区）政府", kind: "group", short: "各县（市、区）政府", aliases: [], group: true, cluster: -1, county: -1, memberOf: [], keys: [] },
    ],
    counties: [{ id: "c0", name: "榴原市", code: "", kind: "county", keys: [] }],
    clusters: [{ id: "cluster:1", color: "#0072b2", units: [0, 1] }],
    mentions: /** @type {any} */ ([
      row(0, 0, 0), row(1, 0, 0), row(2, 0, 0), row(2, 1, 0),
      row(0, 1, 1), row(3, 0, 1), row(3, 1, 1), row(3, 3, 1),
      row(1, 0, 2), row(1, 1, 2),
      row(3, 3, 3),
    ]),
    statements: ["x"],
    counts: {},
    comparisons: [{ city: "榴原市", before: 2025, after: 2026, tables: {} }, { city: "泽岚市", before: 2024, after: 2025, tables: {} }],
    networks: {},
    settings: { groups: false, size: "full", wide: 10, lamp: 30, opens: {} },
    day: "2026-11-29",
    marks: [["no-lead", "缺牵头", "no lead"], ["many-supporters", "配合多", "many supporters"]],
    statuses: [["not started", "未启动"], ["behind", "滞后"], ["on schedule", "按时序"], ["done", "完成"]],
    schema: { roles: ["OVERSEES", "LEADS", "SUPPORTS", "RESPONSIBLE_FOR"], words: {} },
  };
}
