// Made of views/page/src by "node views/page/build.mjs": change it there.
"use strict";
"use strict";
(() => {
  // src/dom.js
  function el(tag, options = {}, ...children) {
    const node = document.createElement(tag);
    const { text: text2, class: className, data, on, ...attributes } = options;
    if (text2 !== void 0 && text2 !== null) node.textContent = String(text2);
    if (className) node.className = className;
    for (const [key, value] of Object.entries(data ?? {})) node.dataset[key] = String(value);
    for (const [type, call] of Object.entries(on ?? {})) node.addEventListener(type, call);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === void 0 || value === null || value === false) continue;
      node.setAttribute(key, value === true ? "" : String(value));
    }
    node.append(...kept(children));
    return node;
  }
  function kept(children) {
    return children.filter((c) => c !== null && c !== void 0 && c !== false).map((c) => c instanceof Node ? c : String(c));
  }
  function svg(tag, attributes = {}, ...children) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
    node.append(...kept(children));
    return node;
  }
  function byId(id) {
    const node = document.getElementById(id);
    if (!node) throw new Error(`the page has no #${id}`);
    return node;
  }
  function within(event, selector) {
    return event.target instanceof Element ? event.target.closest(selector) : null;
  }
  function rootOf(view2) {
    const id = `${view2}-view`;
    let root = document.getElementById(id);
    if (!root) {
      root = el("section", { id, role: "tabpanel", "aria-labelledby": `tab-${view2}`, tabindex: -1, hidden: true });
      byId("views-body").append(root);
    }
    return root;
  }

  // src/model.js
  var MARKS = ["over", "lead", "support", "named"];
  function modelOf(payload) {
    const linked2 = (list3) => list3.map((of) => Object.assign(
      /** @type {object & T} */
      of,
      { mentions: (
        /** @type {number[]} */
        []
      ), tasks: (
        /** @type {number[]} */
        []
      ) }
    ));
    const documents2 = linked2(payload.documents);
    const sectors2 = linked2(payload.sectors);
    const tasks4 = linked2(payload.tasks);
    const leaders3 = linked2(payload.leaders);
    const units2 = linked2(payload.units);
    const counties2 = linked2(payload.counties);
    const mentions2 = payload.mentions.map(([role, who, task, printed, line, rule, inherited, statement, from, to, place3]) => ({ role, who, task, printed, line, rule, inherited: Boolean(inherited), statement, from, to, place: place3 }));
    const cells = /* @__PURE__ */ new Map();
    const led = /* @__PURE__ */ new Set();
    mentions2.forEach((m, i2) => {
      const who = m.role ? units2[m.who] : leaders3[m.who];
      const task = tasks4[m.task];
      who.mentions.push(i2);
      task.mentions.push(i2);
      who.tasks.push(m.task);
      if (!m.role) led.add(task.document);
      const key = `${m.task}|${who.id}`;
      const held2 = cells.get(key);
      if (held2) held2.push(i2);
      else cells.set(key, [i2]);
    });
    for (const list3 of [units2, leaders3]) for (const who of list3) who.tasks = [...new Set(who.tasks)];
    tasks4.forEach((task, i2) => {
      if (task.sector >= 0) sectors2[task.sector].tasks.push(i2);
      if (task.document >= 0) documents2[task.document].tasks.push(i2);
      for (const c of new Set(task.counties.map(([county]) => county))) counties2[c].tasks.push(i2);
      task.tasks = [i2];
    });
    const clusters2 = linked2(payload.clusters).map(
      (cluster) => Object.assign(cluster, {
        // As zeren clusters counts them: tasks of any of its units.
        tasks: [...new Set(cluster.units.flatMap((u) => units2[u].tasks))].sort((a, b) => a - b),
        first: units2[cluster.units[0]].short
      })
    );
    const kinds = { unit: units2, leader: leaders3, task: tasks4, sector: sectors2, county: counties2, cluster: clusters2, document: documents2 };
    const byId2 = /* @__PURE__ */ new Map();
    for (const [kind, list3] of Object.entries(kinds)) {
      list3.forEach((of, i2) => byId2.set(
        of.id,
        /** @type {Thing} */
        { kind, i: i2, of }
      ));
    }
    const years2 = [...new Set(documents2.map(yearOf))].filter((year) => year !== null).sort((a, b) => a - b);
    const cities = [...new Set(documents2.map((of) => of.city))].filter((city) => city).sort();
    return { ...payload, documents: documents2, sectors: sectors2, tasks: tasks4, leaders: leaders3, units: units2, counties: counties2, clusters: clusters2, mentions: mentions2, kinds, byId: byId2, cells, years: years2, cities, led };
  }
  function yearOf(of) {
    return of.year || (Number(of.date.slice(0, 4)) || null);
  }
  function thingOf(model2, id) {
    return model2.byId.get(id) || null;
  }
  function thingAt(model2, kind, i2) {
    return { kind, i: i2, of: model2.kinds[kind][i2] };
  }
  function cell(model2, task, who) {
    return model2.cells.get(`${task}|${who.id}`) || [];
  }
  function strongest(model2, rows) {
    return Math.min(...rows.map((i2) => model2.mentions[i2].role));
  }
  function roleCounts(model2, list3, who) {
    const found = [0, 0, 0, 0];
    for (const t of list3) for (const role of new Set(cell(model2, t, who).map((i2) => model2.mentions[i2].role))) found[role] += 1;
    return found;
  }
  function whoOf(model2, i2) {
    const m = model2.mentions[i2];
    return m.role ? model2.units[m.who] : model2.leaders[m.who];
  }
  function count(values) {
    const times = /* @__PURE__ */ new Map();
    for (const value of values) times.set(value, (times.get(value) || 0) + 1);
    return [...times].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }

  // src/page.js
  var model = modelOf(JSON.parse(document.getElementById("data")?.textContent ?? ""));
  var { documents, sectors, tasks, leaders, units, counties, clusters, mentions, statements } = model;

  // src/state.js
  var FIRST_VIEW = "overview";
  var OLD_VIEW = "matrix";
  var THEMES = ["auto", "light", "dark", "contrast"];
  var word = (key, start, choices2) => ({
    key,
    start: () => start,
    read: (text2) => !choices2 || choices2.includes(text2) ? text2 : start,
    write: (value) => value
  });
  var thing = (key, kinds) => ({
    key,
    start: () => "",
    read: (text2, model2) => {
      const found = model2.byId.get(text2);
      return found && (!kinds || kinds.includes(found.kind)) ? text2 : void 0;
    },
    write: (value) => value
  });
  var flag = (key, start) => ({ key, start, read: (text2) => text2 === "1", write: (value) => value ? "1" : "0" });
  var SEVERAL = "\n";
  var FIELDS = {
    view: word("view", FIRST_VIEW),
    documents: {
      key: "doc",
      start: () => [],
      read: (text2, model2) => {
        const found = text2.split(SEVERAL).filter((id) => model2.byId.get(id)?.kind === "document");
        return found.length ? found.sort() : void 0;
      },
      write: (ids) => [...ids].sort().join(SEVERAL)
    },
    years: {
      key: "year",
      start: () => [],
      read: (text2, model2) => {
        const found = text2.split(SEVERAL).map(Number).filter((year) => model2.years.includes(year));
        return found.length ? found.sort() : void 0;
      },
      write: (years2) => [...years2].sort().join(SEVERAL)
    },
    city: { key: "city", start: () => "", read: (text2, model2) => model2.cities.includes(text2) ? text2 : void 0, write: (city) => city },
    role: { key: "role", start: () => -1, read: (text2) => /^[0-3]$/.test(text2) ? Number(text2) : -1, write: (role) => String(role) },
    leader: thing("leader", ["leader"]),
    unit: thing("unit", ["unit"]),
    county: thing("county", ["county"]),
    sector: thing("sector", ["sector"]),
    gap: { key: "gap", start: () => "", read: (text2, model2) => model2.marks.some(([name]) => name === text2) ? text2 : void 0, write: (gap) => gap },
    wide: { key: "wide", start: (model2) => model2.settings.wide, read: (text2, model2) => /^\d{1,4}$/.test(text2) ? Number(text2) : model2.settings.wide, write: (wide) => String(wide) },
    words: word("words", ""),
    roles: {
      key: "roles",
      start: () => [1, 2, 3],
      read: (text2) => [1, 2, 3].filter((role) => text2.includes(String(role))),
      write: (roles) => [...roles].sort().join("") || "0"
    },
    groups: flag("groups", (model2) => model2.settings.groups),
    focus: thing("focus"),
    sel: thing("sel"),
    with: thing("with"),
    related: flag("related", () => false),
    sort: word("sort", ""),
    net: word("net", "units", ["units", "leaders", "path"]),
    order: word("order", "rows", ["rows", "clusters"]),
    rows: word("rows", ""),
    columns: word("columns", ""),
    query: word("query", ""),
    lang: (
      /** @type {Field<"zh" | "en">} */
      word("lang", "zh", ["zh", "en"])
    ),
    theme: word("theme", "auto", THEMES)
  };
  function startState(model2) {
    const values = Object.entries(FIELDS).map(([name, field]) => [name, field.start(model2)]);
    return Object.fromEntries([...values, ["missing", false]]);
  }
  function readLink(hash, model2) {
    const parts = new URLSearchParams(hash || model2.settings.opens);
    const state2 = startState(model2);
    if (hash && !parts.has("view")) state2.view = OLD_VIEW;
    for (const [name, field] of Object.entries(FIELDS)) {
      const words = parts.getAll(field.key).join(SEVERAL);
      if (!words) continue;
      const value = field.read(words, model2);
      if (value === void 0) state2.missing = true;
      else Object.assign(state2, { [name]: value });
    }
    return state2;
  }
  function linkTo(state2, model2) {
    const said = linkOf(state2, model2);
    return said === linkOf(readLink("", model2), model2) ? "" : said;
  }
  function linkOf(state2, model2) {
    const parts = new URLSearchParams({ view: state2.view });
    for (const [name, field] of Object.entries(FIELDS)) {
      const write = (
        /** @type {(value: unknown) => string} */
        field.write
      );
      const words = write(state2[
        /** @type {keyof typeof FIELDS} */
        name
      ]);
      if (name === "view" || words === write(field.start(model2))) continue;
      for (const each of words.split(SEVERAL)) parts.append(field.key, each);
    }
    return parts.toString();
  }

  // src/here.js
  var state = readLink(location.hash.slice(1), model);
  var changed = () => {
  };
  var ownHash = null;
  function onChange(call) {
    changed = call;
  }
  function go(changes, { replace = false } = {}) {
    Object.assign(state, changes);
    const hash = linkTo(state, model);
    if (location.hash.slice(1) !== hash) {
      if (replace) history.replaceState(null, "", `#${hash}`);
      else {
        ownHash = hash;
        location.hash = hash;
      }
    }
    changed();
  }
  window.addEventListener("hashchange", () => {
    const hash = location.hash.slice(1);
    if (hash === ownHash) {
      ownHash = null;
      return;
    }
    Object.assign(state, readLink(hash, model));
    changed();
  });
  function openThing(id) {
    go({ view: "focus", focus: id, sel: "", with: "" });
  }
  function openEvidence(id, other) {
    go({ sel: id, with: other });
  }

  // src/words_views.js
  var MORE_WORDS = {
    overview: ["总览", "Overview"],
    pivot: ["透视", "Pivot"],
    years: ["年度", "Years"],
    quality: ["核对", "Check"],
    queries: ["查询", "Queries"],
    findingsOf: ["要点：{0} 份文件，{1} 项任务；截至 {2}", "Findings: {0} documents, {1} tasks; as of {2}"],
    findingsOfAll: ["以下要点按本页全部 {0} 份文件合计，未按当前所选范围重算；所选范围另写一页即可：zeren view --document …", "These findings are of all {0} documents of this page, not of what is chosen now; write a page of that: zeren view --document …"],
    findingsNotFiltered: ["要点不随筛选变化；右侧各图与其他视图随筛选变化。", "Findings do not follow filters; the pictures beside them and the other views do."],
    noFindings: ["数据太少，没有可说的要点。", "Too little here for any finding."],
    showIt: ["查看", "Show"],
    tableAndMethod: ["表与算法", "Table and method"],
    methodIs: ["算法：{0}", "Method: {0}"],
    loadByRole: ["各单位任务数（按角色）", "Tasks of each unit, by role"],
    firstOf: ["前 {0} 位，共 {1} 位", "the first {0} of {1}"],
    lorenz: ["任务集中程度（洛伦茨曲线）", "How concentrated (Lorenz curve)"],
    lorenzUnits: ["单位（由少到多）", "units, least loaded first"],
    lorenzGini: ["基尼系数 {0}", "Gini {0}"],
    lorenzInterval: ["95% 区间 {0} 至 {1}，随机分配时 {2}", "95 % interval {0} to {1}; at random {2}"],
    lorenzNoInterval: ["当前筛选未算区间，见 zeren metrics concentration", "no interval for this choice: see zeren metrics concentration"],
    lorenzSaid: ["{0} 个单位中任务较少的一半承担 {1}。", "Of {0} units the half with fewer tasks carries {1}."],
    heatLeaders: ["领导 × 单位：共同任务数", "Leader × unit: tasks of both"],
    pivotTitle: ["{0} × {1}：任务数", "{0} × {1}: tasks"],
    pivotRows: ["行", "Rows"],
    pivotColumns: ["列", "Columns"],
    pivotNote: ["每格为同时涉及行与列的任务数，一项任务只计一次；合计亦然，故不等于各格之和。角色按上方开关。", "A cell counts the tasks that concern both, each once; so do the sums, which therefore are not sums of cells. Roles follow the switches above."],
    pivotMore: ["只列前 {0} 行、{1} 列（共 {2} 行、{3} 列）；全部见导出。", "The first {0} rows and {1} columns of {2} and {3}; the export has all."],
    pivotCell: ["{0} · {1}：{2} 项", "{0} · {1}: {2} tasks"],
    nothingHere: ["当前范围内没有可列的内容。", "Nothing of this in what is shown."],
    sumOf: ["合计", "All"],
    yearsPair: ["{0} {1} 年 → {2} 年", "{0} {1} → {2}"],
    yearsTooLarge: ["任务太多，未在页内比较；请用：zeren diff {0} {1}", "Too many tasks to compare on the page; ask: zeren diff {0} {1}"],
    yearsScope: ["两年文件逐项比对（同 zeren diff {0} {1}）。各年文件长短不同：看“占比变化”，不看任务数。", "Notices of both years, task by task (as zeren diff {0} {1}). Notices differ in length: read the change of reach, not of tasks."],
    yearsSummary: ["两年概况", "Both years"],
    yearsLoad: ["任务占比变化的单位", "Units whose part changed"],
    yearsConcentration: ["集中程度变化", "Change of concentration"],
    yearsLeads: ["牵头单位变动的任务", "Tasks whose lead moved"],
    yearsLeaders: ["分管任务变化的领导", "Leaders whose tasks changed"],
    yearsTasks: ["新增、取消和变化的任务", "Tasks new, gone and changed"],
    beyond: ["超出偶然", "beyond chance"],
    notBeyond: ["偶然即可解释", "chance explains it"],
    before: ["前", "before"],
    after: ["后", "after"],
    change: ["变化", "change"],
    interval: ["95% 区间", "95 % interval"],
    verdict: ["判断", "verdict"],
    what: ["项目", "what"],
    state: ["情况", "state"],
    measure: ["指标", "measure"],
    reachBefore: ["占比（前）", "part before"],
    reachAfter: ["占比（后）", "part after"],
    state_new: ["新增", "new"],
    state_gone: ["取消", "gone"],
    state_changed: ["有变化", "changed"],
    qualityScope: ["本页合计了哪些文件", "What this page counts together"],
    qualityPooled: ["{0} 份文件，{1} 项任务；年度：{2}；城市：{3}。", "{0} documents, {1} tasks; years: {2}; cities: {3}."],
    qualityPooledMany: ["不同年度的任务在此合计，同一任务可能出现两次；选一份文件或看“年度”。", "Tasks of several years are counted together here, and the same task may stand twice: choose a document, or see Years."],
    qualityDoubts: ["可能读错的地方（{0}）", "Readings that may be wrong ({0})"],
    qualityNames: ["可能是同一名称（{0}）", "Names that may be one ({0})"],
    qualityNone: ["没有。", "None."],
    qualityUnread: ["未能读出的表述不在图中，也不在任何数字里；逐条见：zeren extract 文件 --report", "What could not be read is not in the graph and in no figure; each of it: zeren extract FILE --report"],
    qualitySettle: ["核对后写入 zeren.yaml（certain、merge、apart）再装入一次。", "What you decide goes into zeren.yaml (certain, merge, apart); then load again."],
    document: ["文件", "Document"],
    docNumber: ["文号", "Number"],
    date: ["日期", "Date"],
    words: ["文字", "Words"],
    why: ["原因", "Why"],
    where: ["位置", "Where"],
    times: ["次", "times"],
    otherName: ["另一名称", "Other name"],
    onlyFirst: ["只列前 {0} 行，共 {1} 行；全部见命令。", "The first {0} of {1} rows; the command gives all."],
    onlyFirstRows: ["只列前 {0} 行；命令给出全部。", "The first {0} rows; the command gives all."],
    queriesIntro: ["{0} 条内置查询，{1} 条在本页有答案。列名与命令的输出相同。", "{0} stored queries, {1} answered on this page. Columns are named as in the command's output."],
    queryAsk: ["用命令问：", "Ask with the command:"],
    queryRows: ["{0} 行", "{0} rows"],
    queryNoRow: ["没有结果。", "No row."],
    left_needs: ["需要先给出：{0}", "Needs a value for: {0}"],
    left_unasked: ["本页未问这一条。写页面时加 --answers，可带上全部答案。", "Not asked for this page: --answers puts all answers on it."],
    left_slow: ["超过 10 秒，未列入本页。", "Took more than 10 seconds: not on this page."],
    left_scope: ["不能只问所选范围，未列入本页。", "Cannot be asked of this scope: not on the page."],
    methodWord: ["算法", "method"],
    comma: ["，", ", "],
    tasksBefore: ["任务（前）", "tasks before"],
    tasksAfter: ["任务（后）", "tasks after"],
    leadBefore: ["牵头（前）", "lead before"],
    leadAfter: ["牵头（后）", "lead after"],
    whatChanged: ["变化之处", "what changed"],
    printedWords: ["文字", "Words"],
    diff_documents: ["文件", "documents"],
    diff_tasks: ["任务", "tasks"],
    "diff_tasks on this side only": ["只在这一年的任务", "tasks on this side only"],
    "diff_tasks on both sides": ["两年都有的任务", "tasks on both sides"],
    "diff_of them changed": ["其中有变化", "of them changed"],
    "diff_of them with another lead": ["其中换了牵头", "of them with another lead"],
    "diff_tasks with a stated lead": ["写明牵头的任务", "tasks with a stated lead"],
    diff_units: ["单位", "units"],
    "diff_tasks of units, added up": ["各单位任务合计（人次）", "tasks of units, added up"],
    diff_leaders: ["领导", "leaders"],
    queryPick: ["从左侧选一条。", "Choose one."],
    topic_clusters: ["聚类", "Clusters"],
    "topic_co-responsibility": ["共同责任", "Shared responsibility"],
    topic_compare: ["比较", "Comparison"],
    topic_concentration: ["集中程度", "Concentration"],
    topic_deadlines: ["时限", "Deadlines"],
    topic_evidence: ["原文依据", "Evidence"],
    topic_gaps: ["缺口", "Gaps"],
    topic_load: ["任务量", "Load"],
    topic_partitions: ["分工", "Division of work"],
    topic_places: ["县（市、区）", "Places"],
    topic_progress: ["进展", "Progress"],
    load_total: ["全部", "all"],
    load_lead: ["牵头", "lead"],
    measure_gini: ["基尼系数", "Gini"],
    measure_hhi: ["HHI", "HHI"],
    measure_cr4: ["前四位占比", "first four"],
    changed_text: ["文字", "words"],
    changed_title: ["标题", "title"],
    changed_deadline: ["时限", "deadline"],
    changed_targets: ["目标", "targets"],
    changed_leads: ["牵头", "lead"],
    changed_supports: ["配合", "support"],
    changed_responsible: ["责任", "responsible"],
    changed_leaders: ["领导", "leaders"],
    changed_counties: ["涉及地区", "areas"]
  };

  // src/words.js
  var WORDS = {
    ...MORE_WORDS,
    ...model.schema.words,
    // labels and edges of responsibility, as zeren.graph.schema names them
    matrix: ["矩阵", "Matrix"],
    focus: ["聚焦", "Focus"],
    network: ["网络", "Network"],
    list: ["名录", "List"],
    tasks: ["任务", "Tasks"],
    leaders: ["领导", "Leaders"],
    units: ["单位", "Units"],
    sectors: ["领域", "Sections"],
    counties: ["涉及地区", "Areas concerned"],
    cluster: ["群", "Cluster"],
    clusters: ["群（常在同一任务中的单位）", "Clusters (units often on the same tasks)"],
    RESPONSIBLE_FOR: ["责任（未写明牵头）", "Responsible (no lead stated)"],
    showGroups: ["显示集合称谓", "Show group phrases"],
    findHint: ["搜索单位、领导、任务，可用拼音：fgw", "Search units, leaders, tasks; pinyin works: fgw"],
    nothingFound: ["没有找到", "Nothing found"],
    findMore: ["另有 {0} 条，请输入更多字", "{0} more: type more"],
    groupsHidden: ["未画出 {0} 种集合称谓（如“{2}”）的 {1} 条责任：它们指许多单位，会淹没其他联系。", "Left out: {1} assignments to {0} group phrases (such as “{2}”). They stand for many units and would drown the rest."],
    groupsShown: ["已包含 {0} 种集合称谓的 {1} 条责任；它们从不展开为具体单位。", "Includes {1} assignments to {0} group phrases; they are never expanded into units."],
    unnamed: ["{0} 项任务未写明责任单位。", "{0} tasks name no unit."],
    sizeAggregate: ["图较大：按领域收起，点开领域可见其任务。", "Large graph: sections are folded, open one to see its tasks."],
    sizeIndex: ["图很大（{0} 项）：只画汇总，请用搜索或点击聚焦；全图可用 Python 的 to_networkx() 取出，交给 Gephi 等软件。", "Very large graph ({0} things): totals only. Search or click to focus; for the whole picture take to_networkx() in Python and a program such as Gephi."],
    corner: ["行：任务，按领域。列：单位，按其任务在行中出现的先后。", "Rows: tasks by section. Columns: units, in the order in which the rows come to them."],
    cornerClusters: ["行：任务，按领域。列：单位，按群（群未经检验，是否稳定见 zeren clusters）。", "Rows: tasks by section. Columns: units by cluster (not tested here: zeren clusters tells which are stable)."],
    printShort: ["矩阵太大，纸上只印各领域的合计；任务请印“任务”视图，或先筛选。", "Too large for paper: sections with their sums. Print the tasks from their own view, or filter first."],
    byClusters: ["列按群排", "Columns by cluster"],
    nearest: ["最近的标记：{0} · {1}", "Nearest mark: {0} · {1}"],
    open: ["展开", "Open"],
    fold: ["收起", "Fold"],
    cornerHint: ["点标记看原文，点名称看全貌。", "Click a mark for its printed words, a name for its whole picture."],
    cornerLoad: ["柱高：任务数（深色为牵头）", "Bars: tasks (dark: leads)"],
    clusterNote: ["群由 Leiden 算法按共同任务划分（集合称谓除外），是分析结果，不是文件所写，此处未检验是否稳定（见 zeren clusters）。下列任务至少有其中两个单位。", "Clusters are computed from shared tasks (Leiden, group phrases left out): an analysis, not something a document states, and not tested here (zeren clusters tells which are stable). These tasks name at least two of its units."],
    nTasks: ["{0} 项任务", "{0} tasks"],
    nOfTasks: ["显示 {0} 项，共 {1} 项任务", "{0} of its {1} tasks shown"],
    noSector: ["（未分领域）", "(no section)"],
    unclustered: ["未成群", "no cluster"],
    groupPhrases: ["集合称谓", "Group phrases"],
    noDocument: ["（出处不明的任务）", "(tasks of no document)"],
    foldAll: ["全部收起", "Fold all"],
    openAll: ["全部展开", "Open all"],
    more: ["再显示 {0} 项", "Show {0} more"],
    etAlShort: ["{0}等 {1}", "{0} +, {1}"],
    etAl: ["{0} 等 {1} 个单位", "{0} and {1} units in all"],
    evidence: ["原文依据", "Evidence"],
    printed: ["印作", "Printed as"],
    statement: ["责任语句", "Statement"],
    line: ["第 {0} 行", "line {0}"],
    placed: ["原文位置 {0}", "at {0}"],
    rule: ["读法：{0}", "Read from: {0}"],
    inheritedNote: ["部分文字由前文承接（如前缀“市”）", "Part of it is taken over from the words before (such as a prefix)"],
    rule_label: ["标签行", "labelled line"],
    rule_bracket: ["括注", "bracket"],
    rule_sentence: ["句末", "sentence"],
    rule_table: ["表格", "table"],
    "rule_document-rule": ["全文通则", "rule of the whole document"],
    deadline: ["完成时限", "Deadline"],
    targets: ["目标", "Targets"],
    text: ["任务内容", "Text"],
    source: ["出处", "Source"],
    convention_explicit: ["牵头单位由原文写明", "The lead is stated"],
    "convention_first-is-lead": ["按文件通则，列首位者牵头", "By a rule of the document the first named leads"],
    convention_none: ["原文未写明牵头单位", "No lead is stated"],
    openList: ["名单以“等”字结尾：还有未列名的单位", "The list ends with 等: there are units it does not name"],
    aliases: ["另印作", "Also printed as"],
    kind: ["类别", "Kind"],
    memberOf: ["属于集合称谓", "Covered by"],
    certain: ["", ""],
    uncertain: ["（未必）", "(perhaps)"],
    members: ["所指单位", "Stands for"],
    governs: ["所辖", "Governs"],
    coUnits: ["共事单位", "Works with"],
    shared: ["共同任务", "Shared tasks"],
    nShared: ["{0} 项共同任务", "{0} shared tasks"],
    leadersOf: ["责任领导", "Leaders"],
    openFocus: ["聚焦查看", "Open in focus"],
    toMatrix: ["在矩阵中定位", "Show in matrix"],
    close: ["关闭", "Close"],
    total: ["合计", "Total"],
    name: ["名称", "Name"],
    share: ["占比", "Share"],
    focusHint: ["搜索或点击一个单位、领导、领域或任务，这里展开它的全部关系。", "Search for or click a unit, leader, section or task: all its relations unfold here."],
    focusTop: ["任务最多的单位", "Units with most tasks"],
    focusTopLeaders: ["责任领导", "Leaders"],
    unitsUnits: ["单位—单位", "Units"],
    leadersUnits: ["领导—单位", "Leaders–units"],
    netUnits: ["线：两单位在同一任务中。只画最强的 {0} 条（共 {1} 条：差异过滤 α=0.15，另加各单位最强的一条）；线越粗联系越强。", "Lines: two units on the same tasks. The strongest {0} of {1} are drawn (disparity filter, α=0.15, and each unit’s best); thicker is stronger."],
    netTested: ["深色实线 {0} 条：共同任务多于随机（与 zeren ties 同一检验：{1}，q ≤ 0.05）；其余只为看图。", "Dark lines, {0}: more shared tasks than chance (the test of zeren ties: {1}, q ≤ .05); the others are drawn for orientation only."],
    netWritten: ["深色实线 {0} 条：zeren clusters --write 检验为多于随机（{1}）；其余只为看图。", "Dark lines, {0}: more than chance, as zeren clusters --write tested ({1}); the others are drawn for orientation only."],
    netUntested: ["此处未检验哪些多于随机：见 zeren ties。", "Which are more than chance was not tested here: see zeren ties."],
    clustersWritten: ["稳定度由 zeren clusters --write 算得；单位颜色越淡，越常脱离本群。", "Stability as zeren clusters --write computed it; the fainter a unit, the more often it leaves its cluster."],
    clustersUntested: ["群未经检验，是否稳定见 zeren clusters。", "Clusters are not tested here: zeren clusters tells which are stable."],
    verdict_stable: ["稳定", "stable"],
    verdict_doubtful: ["存疑", "doubtful"],
    "verdict_not stable": ["不稳定", "not stable"],
    sentenceGap: ["", " "],
    unitsPath: ["路径", "Path"],
    pathHint: ["两个单位之间最短的一串：相邻两个单位有共同任务。", "The shortest chain between two units: each shares a task with the next."],
    pathFrom: ["从", "From"],
    pathTo: ["到", "To"],
    pathNone: ["所示任务中没有把两者连起来的一串。", "No chain of the tasks shown joins the two."],
    pathLength: ["{0} 步", "{0} steps"],
    moreThanChance: ["多于随机", "More than chance"],
    yes: ["是", "yes"],
    netLeaders: ["线：领导分管、单位牵头的任务；未写明牵头的任务按所列单位计。单位排在牵连最多的领导旁；只有一项任务的次要联系从略。", "Lines: tasks the leader oversees and the unit leads; where no lead is stated, the units named. Each unit stands by the leader it answers to most; weaker ties of one task are left out."],
    netAggregate: ["单位太多：每点是一个群。", "Too many units: each mark is a cluster."],
    netNone: ["没有两个单位出现在同一任务中，网络为空。", "No two units share a task: there is no network."],
    legend: ["图例", "Legend"],
    sizeLegend: ["大小：任务数", "Size: tasks"],
    fit: ["全图", "Fit"],
    zoomIn: ["放大", "Zoom in"],
    zoomOut: ["缩小", "Zoom out"],
    kind_department: ["部门", "Department"],
    kind_county_government: ["县（市、区）政府", "County government"],
    kind_zone: ["开发区、示范区", "Development zone"],
    kind_enterprise: ["企业", "Enterprise"],
    kind_institution: ["事业单位", "Institution"],
    kind_vertical_agency: ["垂直管理机构", "Vertical agency"],
    kind_party: ["党群机构", "Party body"],
    kind_group: ["集合称谓", "Group phrase"],
    kind_county: ["县（市、区）", "County"],
    kind_person: ["个人", "Person"],
    related: ["只看相关任务", "Only its tasks"],
    seeAll: ["另有 {0} 项", "{0} more"],
    notHere: ["链接所指的对象不在本页中。", "What the link points to is not on this page."],
    help: ["用法", "How to use this page"],
    help1: ["矩阵中 ● 牵头、○ 配合、◐ 列名而未写明牵头。点标记看印出的原文；点单位、领导、领域名称，打开聚焦。", "In the matrix ● leads, ○ supports, ◐ is named with no lead stated. Click a mark for its printed words; click a unit, leader or section to open its focus."],
    help2: ["搜索认汉字、简称、全拼与拼音首字母：fgw 找到发展改革委。", "Search knows characters, short forms, pinyin and initials: fgw finds 发展改革委."],
    help3: ["网址中的 # 部分记录所选，可收藏或转发。打印即得当前视图。", "The part of the address after # keeps the selection: bookmark or share it. Printing gives the current view."],
    help4: ["本页完全离线：不联网、不上传、不记录。", "This page is offline: it loads, sends and records nothing."],
    keys: ["按键", "Keys"],
    keySearch: ["搜索", "search"],
    keyEsc: ["关闭、返回", "close, go back"],
    keyArrows: ["在标记间移动", "move between marks"],
    keyEnter: ["打开", "open"],
    keyViews: ["切换视图", "switch views"],
    year: ["年度", "Year"],
    city: ["城市", "City"],
    nDocuments: ["{0} 份文件", "{0} documents"],
    nOfDocuments: ["{0} 份文件，共 {1} 份", "{0} of {1} documents"],
    role: ["角色", "Role"],
    gap: ["缺口", "Gap"],
    anyOf: ["{0}：不限", "{0}: any"],
    moreThan: ["超过", "more than"],
    wordsHint: ["编号或内容含…", "Number or text has…"],
    unfilter: ["清除筛选", "Clear filters"],
    "gap_no-unit": ["无单位", "no unit"],
    "gap_only-groups": ["统称", "phrases"],
    "gap_no-lead": ["无牵头", "no lead"],
    "gap_many-leads": ["多牵头", "leads"],
    "gap_many-supporters": ["配合多", "many"],
    "gap_no-deadline": ["无时限", "no date"],
    "gap_no-leader": ["无领导", "no leader"],
    "gap_no-target": ["无目标", "no target"],
    "gap_open-list": ["“等”", "open list"],
    gap_late: ["逾期", "late"],
    gap_soon: ["将到期", "soon"],
    number: ["编号", "No."],
    views: ["视图", "Views"],
    details: ["详情", "Details"],
    filters: ["筛选", "Filters"],
    found: ["搜索结果", "Results"],
    take: ["带走", "Take away"],
    takeXlsx: ["Excel 工作簿", "Excel workbook"],
    takeCsv: ["CSV 表格", "CSV table"],
    takeText: ["复制为文字（附出处）", "Copy as text, with source"],
    takeLink: ["复制链接", "Copy link"],
    takeSvg: ["图片 SVG", "Picture, SVG"],
    takePng: ["图片 PNG", "Picture, PNG"],
    takePrint: ["打印", "Print"],
    takeFailed: ["未能完成 {0}", "That did not work {0}"],
    copied: ["已复制", "Copied"],
    pictureRows: ["前 {0} 行，共 {1} 行", "The first {0} of {1} rows"],
    theme: ["配色", "Colours"],
    theme_auto: ["随系统", "System"],
    theme_light: ["浅色", "Light"],
    theme_dark: ["深色", "Dark"],
    theme_contrast: ["高对比", "Contrast"],
    leadOrNamed: ["牵头或责任", "Lead or named"],
    due: ["到期", "Due"],
    status: ["进展", "Progress"],
    id: ["标识", "id"],
    noTasks: ["没有符合条件的任务。", "No task fits."],
    lamp_green: ["已完成或未到期", "done, or not yet due"],
    lamp_yellow: ["滞后或即将到期", "behind, or due soon"],
    lamp_red: ["逾期未完成", "overdue"],
    other: ["其他", "other"],
    none: ["无", "none"],
    basisUnit: ["（由责任单位）", "(through its government)"]
  };
  var ROLES = model.schema.roles;
  var lang = "zh";
  function speakIn(language) {
    lang = language;
    document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  }
  function w(key, ...values) {
    const pair = WORDS[key];
    const text2 = pair ? pair[lang === "zh" ? 0 : 1] : key;
    return text2.replace(/\{(\d)\}/g, (_, n) => String(values[Number(n)]));
  }
  function kindWord(kind) {
    return WORDS[`kind_${kind}`] ? w(`kind_${kind}`) : kind;
  }

  // src/parts.js
  function nameOf(thing2) {
    switch (thing2.kind) {
      case "task":
        return `${thing2.of.number ? `${thing2.of.number}. ` : ""}${thing2.of.title || thing2.of.text}`;
      case "cluster":
        return `${w("cluster")} ${thing2.i + 1} · ${w("etAl", thing2.of.first, thing2.of.units.length)}`;
      case "sector":
      case "document":
        return thing2.of.title || thing2.of.id;
      default:
        return thing2.of.name || thing2.of.id;
    }
  }
  function shortOf(thing2) {
    return thing2.kind === "unit" ? thing2.of.short : nameOf(thing2);
  }
  var at = (kind) => (i2) => thingAt(model, kind, i2);
  var unitThing = at("unit");
  var leaderThing = at("leader");
  var taskThing = at("task");
  var sectorThing = at("sector");
  var countyThing = at("county");
  var clusterThing = at("cluster");
  function markOf(role) {
    return el("span", { class: `mark ${MARKS[role]}`, title: w(ROLES[role]) });
  }
  function nameButton(thing2, text2) {
    return el("button", { type: "button", class: `name ${thing2.kind}`, data: { open: thing2.of.id }, title: nameOf(thing2) }, el("bdi", { text: text2 ?? nameOf(thing2) }));
  }
  function clusterColor(cluster) {
    return cluster >= 0 ? clusters[cluster].color : "#9AA5B1";
  }
  function sign(cluster) {
    return cluster < 0 ? "" : ["plain", "hatched", "dotted"][Math.floor(cluster / 8)] ?? "numbered";
  }
  function swatch(cluster) {
    const node = el("i", { class: `swatch ${sign(cluster)}` });
    node.style.backgroundColor = clusterColor(cluster);
    return node;
  }

  // src/select.js
  var TASKS = (
    /** @type {const} */
    ["documents", "years", "city", "role", "leader", "unit", "county", "sector", "gap", "wide", "words"]
  );
  var MENTIONS = (
    /** @type {const} */
    [...TASKS, "roles", "groups"]
  );
  var RELATED = (
    /** @type {const} */
    ["related", "sel", "with"]
  );
  function remembered(fields, answer) {
    const KEPT2 = 4;
    const held2 = /* @__PURE__ */ new WeakMap();
    return (model2, state2) => {
      const key = JSON.stringify(fields.map((field) => state2[field]).concat(state2.related ? RELATED.map((field) => state2[field]) : []));
      let answers = held2.get(model2);
      if (!answers) held2.set(model2, answers = /* @__PURE__ */ new Map());
      let found = answers.get(key);
      if (found === void 0) {
        found = answer(model2, state2);
        if (answers.size >= KEPT2) answers.delete(answers.keys().next().value ?? "");
        answers.set(key, found);
      }
      return found;
    };
  }
  function shownKey(state2) {
    return JSON.stringify([...MENTIONS, ...state2.related ? RELATED : []].map((field) => state2[field]));
  }
  var scopeDocuments = remembered(["documents", "years", "city"], (model2, { documents: documents2, years: years2, city }) => {
    const found = /* @__PURE__ */ new Set();
    model2.documents.forEach((of, i2) => {
      const year = yearOf(of);
      if ((!documents2.length || documents2.includes(of.id)) && (!years2.length || year !== null && years2.includes(year)) && (!city || of.city.includes(city))) found.add(i2);
    });
    return found;
  });
  function isScoped(state2) {
    return state2.documents.length > 0 || state2.years.length > 0 || state2.city !== "";
  }
  function isFiltered(state2) {
    return state2.role >= 0 || Boolean(state2.leader || state2.unit || state2.county || state2.sector || state2.gap || state2.words);
  }
  var scopeTasks = remembered(["documents", "years", "city"], (model2, state2) => {
    const all = model2.tasks.map((_, i2) => i2);
    if (!isScoped(state2)) return all;
    const chosen3 = scopeDocuments(model2, state2);
    return all.filter((i2) => chosen3.has(model2.tasks[i2].document));
  });
  var shownTasks = remembered(TASKS, (model2, state2) => {
    const tests = testsOf(model2, state2);
    return scopeTasks(model2, state2).filter((i2) => tests.every((passes) => passes(model2.tasks[i2], i2)));
  });
  function testsOf(model2, state2) {
    const tests = [];
    const { role } = state2;
    const chosen3 = [state2.unit, state2.leader].map((id) => thingOf(model2, id)).filter((found) => found !== null);
    for (const { kind, of } of chosen3) {
      const asked = role >= 0 && kind === "leader" === (role === 0) ? role : -1;
      tests.push((_, i2) => cell(model2, i2, of).some((m) => asked < 0 || model2.mentions[m].role === asked));
    }
    const taken2 = chosen3.some(({ kind }) => kind === "leader" === (role === 0));
    if (role >= 0 && !taken2) tests.push((task) => task.mentions.some((m) => model2.mentions[m].role === role));
    const county = thingOf(model2, state2.county);
    if (county) tests.push((task) => task.counties.some(([c]) => c === county.i));
    const sector = thingOf(model2, state2.sector);
    if (sector) tests.push((task) => task.sector === sector.i);
    const gap = model2.marks.findIndex(([name]) => name === state2.gap);
    if (state2.gap === WIDE && state2.wide !== model2.settings.wide) tests.push((task) => supporters(model2, task).size > state2.wide);
    else if (gap >= 0) tests.push((task) => task.marks.includes(gap));
    const words = plain(state2.words);
    if (words) tests.push((task) => plain(`${task.number}
${task.title}
${task.text}`).includes(words));
    const related = relatedTasks(model2, state2);
    if (related) tests.push((_, i2) => related.has(i2));
    return tests;
  }
  var WIDE = "many-supporters";
  function supporters(model2, task) {
    return new Set(task.mentions.map((i2) => model2.mentions[i2]).filter((m) => m.role === 2).map((m) => m.who));
  }
  function plain(words) {
    return words.toLowerCase().replace(/\s+/g, "");
  }
  function relatedTasks(model2, state2) {
    if (!state2.related) return null;
    const thing2 = thingOf(model2, state2.with && thingOf(model2, state2.sel)?.kind === "task" ? state2.with : state2.sel);
    return thing2 && thing2.kind !== "document" ? new Set(thing2.of.tasks) : null;
  }
  function visibleUnit(state2, unit) {
    return state2.groups || !unit.group;
  }
  var shownMentions = remembered(MENTIONS, (model2, state2) => {
    const { mentions: mentions2, units: units2 } = model2;
    return shownTasks(model2, state2).flatMap((t) => model2.tasks[t].mentions.filter((i2) => {
      const m = mentions2[i2];
      return !m.role || state2.roles.includes(m.role) && visibleUnit(state2, units2[m.who]);
    }));
  });
  var figures = remembered([...TASKS, "roles"], (model2, state2) => {
    const leaders3 = /* @__PURE__ */ new Set();
    const units2 = /* @__PURE__ */ new Set();
    const groups = /* @__PURE__ */ new Set();
    const mentions2 = [0, 0, 0, 0];
    let unnamed = 0;
    let groupMentions = 0;
    const tasks4 = shownTasks(model2, state2);
    for (const t of tasks4) {
      let named4 = false;
      for (const i2 of model2.tasks[t].mentions) {
        const { role, who } = model2.mentions[i2];
        if (role) named4 = true;
        if (role && !state2.roles.includes(role)) continue;
        mentions2[role] += 1;
        if (!role) leaders3.add(who);
        else if (model2.units[who].group) {
          groups.add(who);
          groupMentions += 1;
        } else units2.add(who);
      }
      if (!named4) unnamed += 1;
    }
    return { tasks: tasks4.length, leaders: leaders3.size, units: units2.size, groups: groups.size, groupMentions, unnamed, mentions: mentions2 };
  });
  var unitLoads = remembered(MENTIONS, (model2, state2) => loadsOf(model2, state2, (m) => m.role > 0));
  var leaderLoads = remembered(MENTIONS, (model2, state2) => loadsOf(model2, state2, (m) => m.role === 0));
  function loadsOf(model2, state2, wanted) {
    const found = /* @__PURE__ */ new Map();
    for (const i2 of shownMentions(model2, state2)) {
      const m = model2.mentions[i2];
      if (!wanted(m)) continue;
      let sets = found.get(m.who);
      if (!sets) found.set(m.who, sets = [/* @__PURE__ */ new Set(), /* @__PURE__ */ new Set(), /* @__PURE__ */ new Set(), /* @__PURE__ */ new Set(), /* @__PURE__ */ new Set()]);
      sets[m.role].add(m.task);
      sets[4].add(m.task);
    }
    const rows = [...found].map(([i2, [over, lead, support, named4, all]]) => (
      /** @type {Load} */
      { i: i2, counts: [over.size, lead.size, support.size, named4.size], tasks: all.size }
    ));
    return rows.sort((a, b) => b.tasks - a.tasks || a.i - b.i);
  }
  function tasksOf(model2, state2, thing2) {
    const shown2 = shownSet(model2, state2);
    return thing2.of.tasks.filter((t) => shown2.has(t));
  }
  var shownSet = remembered(TASKS, (model2, state2) => new Set(shownTasks(model2, state2)));

  // src/filters.js
  var UNFILTERED = { role: -1, leader: "", unit: "", county: "", sector: "", gap: "", words: "", related: false };
  var named = (kind, list3) => ({
    field: kind,
    options: () => list3.map((of, i2) => ({ of, name: nameOf(
      /** @type {Thing} */
      { kind, i: i2, of }
    ) })).filter(({ of }) => of.tasks.length).map(({ of, name }) => [of.id, name])
  });
  var FILTERS = [
    { field: "role", options: () => ROLES.map((role, i2) => [String(i2), w(role)]) },
    named("leader", leaders),
    named("unit", units),
    named("county", counties),
    named("sector", sectors),
    { field: "gap", options: () => model.marks.map(([name, zh, en]) => [name, lang === "zh" ? zh : en]) }
  ];
  var drawn = "";
  function showFilters() {
    const place3 = byId("filters");
    if (drawn !== lang) {
      drawn = lang;
      place3.replaceChildren(
        ...FILTERS.flatMap((filter) => choiceOf(filter) ?? []),
        el("label", { class: "wide", hidden: true }, w("moreThan"), " ", el("input", { type: "number", min: 0, max: 9999, id: "wide", on: { change: setWide } })),
        el("input", { type: "search", id: "words", "aria-label": w("wordsHint"), placeholder: w("wordsHint"), autocomplete: "off", on: { input: setWords } }),
        el("button", { type: "button", id: "unfilter", class: "quiet", text: w("unfilter"), on: { click: () => go(UNFILTERED) } })
      );
    }
    for (const select of place3.querySelectorAll("select")) {
      const value = state[
        /** @type {Filter["field"]} */
        select.name
      ];
      select.value = value === -1 ? "" : String(value);
      select.classList.toggle("on", select.value !== "");
    }
    const wide = (
      /** @type {HTMLInputElement} */
      byId("wide")
    );
    if (wide.parentElement) wide.parentElement.hidden = state.gap !== WIDE;
    if (wide !== document.activeElement) wide.value = String(state.wide);
    const words = (
      /** @type {HTMLInputElement} */
      byId("words")
    );
    if (words !== document.activeElement) words.value = state.words;
    words.classList.toggle("on", state.words !== "");
    byId("unfilter").hidden = !isFiltered(state) && !state.related;
  }
  function choiceOf({ field, options }) {
    const found = options();
    if (!found.length) return null;
    const first = el("option", { value: "", text: w("anyOf", w(field === "gap" ? "gap" : field)) });
    return el("select", { name: field, "aria-label": w(field), on: { change: choose } }, first, ...found.map(([value, text2]) => el("option", { value, text: text2 })));
  }
  function choose(event) {
    const { name, value } = (
      /** @type {HTMLSelectElement} */
      event.target
    );
    go({ [name]: name === "role" ? value === "" ? -1 : Number(value) : value });
  }
  function setWords(event) {
    go({ words: (
      /** @type {HTMLInputElement} */
      event.target.value.trim()
    ) }, { replace: true });
  }
  function setWide(event) {
    const typed = (
      /** @type {HTMLInputElement} */
      event.target
    );
    if (typed.value !== "" && typed.validity.valid) go({ wide: Number(typed.value) }, { replace: true });
  }

  // src/evidence.js
  function quote(text2, parts) {
    const node = el("blockquote", { class: "statement", lang: "zh-CN" });
    let at5 = 0;
    for (const [from, to, role, strong] of [...parts].sort((a, b) => a[0] - b[0])) {
      if (from < at5 || from < 0) continue;
      node.append(text2.slice(at5, from), el("mark", { class: `${MARKS[role]}${strong ? " strong" : ""}`, title: w(ROLES[role]), text: text2.slice(from, to) }));
      at5 = to;
    }
    node.append(text2.slice(at5));
    return node;
  }
  function whereWords(line, place3) {
    return place3 ? w("placed", place3) : w("line", line);
  }
  function placeLine(task, line, place3) {
    const doc = documents[tasks[task].document];
    const node = el("p", { class: "place" });
    if (doc) {
      node.append(el("span", { class: "doc" }, el("bdi", { text: `《${doc.title}》` })));
      if (doc.number) node.append(" ", el("bdi", { text: doc.number }));
      if (doc.date) node.append(" ", doc.date);
      node.append(" · ");
    }
    node.append(el("b", { text: whereWords(line, place3) }));
    return node;
  }
  function ruleWord(rule) {
    return WORDS[`rule_${rule}`] ? w(`rule_${rule}`) : rule;
  }
  function evidenceCard(i2) {
    const m = mentions[i2];
    const card = el("article", { class: "evidence", data: { mention: i2 } });
    const head = el("p", { class: "head" }, markOf(m.role), el("b", { text: w(ROLES[m.role]) }), " ", nameButton(m.role ? unitThing(m.who) : leaderThing(m.who), whoOf(model, i2).name));
    card.append(head);
    const printed = el("p", { class: "printed" }, `${w("printed")} `, el("q", {}, el("bdi", { text: m.printed })));
    if (m.inherited) printed.append(" ", el("span", { class: "note", text: w("inheritedNote") }));
    card.append(printed, quote(statements[m.statement], [[m.from, m.to, m.role, true]]), placeLine(m.task, m.line, m.place));
    if (m.rule) card.append(el("p", { class: "note", text: w("rule", ruleWord(m.rule)) }));
    return card;
  }
  function taskStatements(i2) {
    const together = /* @__PURE__ */ new Map();
    for (const m of tasks[i2].mentions.map((n) => mentions[n])) {
      const held2 = together.get(m.statement);
      if (held2) held2.push(m);
      else together.set(m.statement, [m]);
    }
    return [...together].flatMap(([s, rows]) => {
      const first = rows.reduce((a, b) => b.line < a.line ? b : a);
      return [quote(statements[s], rows.map((m) => [m.from, m.to, m.role, false])), placeLine(i2, first.line, first.place)];
    });
  }
  function taskLine(i2, who = null) {
    const task = tasks[i2];
    const rows = who ? cell(model, i2, who) : [];
    const node = el("button", { type: "button", class: "task-line", data: { evidence: task.id, other: rows.length && who ? who.id : "" } });
    if (rows.length) node.append(markOf(strongest(model, rows)));
    node.append(el("span", { class: "number", text: task.number }), el("span", { class: "words", text: task.title || task.text }));
    if (task.deadline) node.append(el("span", { class: "note", text: task.deadline }));
    return node;
  }
  var FIRST = 12;
  function longList(items, make, first = FIRST) {
    const list3 = el("ul", { class: "plain" });
    const add = (from, to) => items.slice(from, to).forEach((item) => list3.append(el("li", {}, make(item))));
    add(0, first);
    if (items.length > first) {
      const button = el("button", { type: "button", class: "more", text: w("seeAll", items.length - first) });
      const last = el("li", {}, button);
      list3.append(last);
      button.addEventListener("click", () => {
        last.remove();
        add(first, items.length);
      });
    }
    return list3;
  }

  // src/panel.js
  var panel = byId("panel");
  function showPanel() {
    const thing2 = thingOf(model, state.sel);
    const other = thingOf(model, state.with);
    panel.hidden = !thing2;
    document.body.classList.toggle("with-panel", !panel.hidden);
    if (!thing2) return;
    const body = el("div", { class: "body" });
    const head = el("header", {}, el("span", { class: "kind", text: other ? w("evidence") : w(thing2.kind) }), el("button", { type: "button", class: "quiet close", "aria-label": w("close"), title: `${w("close")} (Esc)`, text: "×", on: { click: closePanel } }));
    if (other && thing2.kind === "task") evidenceOf(body, thing2, other);
    else if (other) pairOf(body, thing2, other);
    else body.append(...kept(about(thing2)));
    panel.replaceChildren(head, body);
    panel.scrollTop = 0;
  }
  function closePanel() {
    go({ sel: "", with: "" });
  }
  function block(title2, ...children) {
    return el("section", {}, el("h3", { text: title2 }), ...children);
  }
  function ways(thing2) {
    const node = el("p", { class: "ways" });
    if (state.view !== "focus" || state.focus !== thing2.of.id) node.append(el("button", { type: "button", data: { open: thing2.of.id }, text: w("openFocus") }));
    if (state.view !== "matrix") node.append(el("button", { type: "button", text: w("toMatrix"), on: { click: () => toMatrix(thing2) } }));
    return node;
  }
  function toMatrix(thing2) {
    go({ view: "matrix", sel: thing2.of.id, with: "", related: thing2.kind !== "task" });
  }
  function evidenceOf(body, task, who) {
    body.append(el("h2", {}, el("bdi", { text: nameOf(who) })));
    for (const i2 of cell(model, task.i, who.of)) body.append(evidenceCard(i2));
    body.append(block(w("task"), taskText(task.of)), aboutTask(task, false), ways(task));
  }
  function taskText(task) {
    return el("p", { class: "text", lang: "zh-CN" }, el("button", { type: "button", class: "number", data: { open: task.id }, text: task.number || "#" }), " ", task.title ? el("b", { text: `${task.title} ` }) : null, el("bdi", { text: task.text }));
  }
  function pairOf(body, a, b) {
    body.append(el("h2", {}, nameButton(a, shortOf(a)), el("span", { class: "and", text: " — " }), nameButton(b, shortOf(b))));
    const mine = new Set(tasksOf(model, state, a));
    const shared = b.of.tasks.filter((t) => mine.has(t));
    body.append(el("p", { class: "note", text: w("nShared", shared.length) }));
    body.append(
      longList(shared, (t) => {
        const item = el("div", { class: "shared" }, taskLine(t));
        for (const side of [a, b]) {
          const m = mentions[cell(model, t, side.of)[0]];
          item.append(el("button", { type: "button", class: "side", data: { evidence: tasks[t].id, other: side.of.id } }, markOf(m.role), el("bdi", { text: m.printed }), el("span", { class: "note", text: whereWords(m.line, m.place) })));
        }
        return item;
      })
    );
  }
  function howMany(thing2, own) {
    return own.length === thing2.of.tasks.length ? w("nTasks", own.length) : w("nOfTasks", own.length, thing2.of.tasks.length);
  }
  function about(thing2) {
    const own = tasksOf(model, state, thing2);
    const title2 = el("h2", {}, el("bdi", { text: nameOf(thing2) }));
    const many = el("p", { class: "note", text: howMany(thing2, own) });
    switch (thing2.kind) {
      case "unit": {
        const unit = thing2.of;
        const blocks = [1, 2, 3].map((role) => {
          const inRole = own.filter((t) => cell(model, t, unit).some((i2) => mentions[i2].role === role));
          return inRole.length ? block(`${w(ROLES[role])} ${inRole.length}`, longList(inRole, (t) => taskLine(t, unit))) : null;
        });
        return [title2, ...unitFacts(thing2), many, loadBar(roleCounts(model, own, unit)), ways(thing2), ...blocks, peopleOf(own), companyOf(own, thing2)];
      }
      case "leader":
        return [title2, many, ways(thing2), block(`${w("OVERSEES")} ${own.length}`, longList(own, (t) => taskLine(t, thing2.of))), companyOf(own, thing2)];
      case "task": {
        const quoted = taskStatements(thing2.i);
        const words = quoted.length ? block(w("statement"), ...quoted) : placeLine(thing2.i, thing2.of.line, thing2.of.place);
        return [el("h2", { text: `${w("task")} ${thing2.of.number}` }), taskText(thing2.of), aboutTask(thing2, true), words, ways(thing2)];
      }
      case "sector":
        return [title2, many, ways(thing2), block(w("tasks"), longList(own, (t) => taskLine(t))), peopleOf(own), companyOf(own, thing2)];
      case "county": {
        const code = thing2.of.code ? el("p", { class: "note", text: `GB/T 2260 ${thing2.of.code}` }) : null;
        const governed = units.map((unit, i2) => ({ unit, i: i2 })).filter(({ unit }) => unit.county === thing2.i);
        const chips = governed.length ? el("p", { class: "chips" }, ...governed.map(({ i: i2 }) => nameButton(unitThing(i2)))) : null;
        return [title2, code, many, ways(thing2), chips, block(w("tasks"), longList(own, (t) => taskLine(t))), companyOf(own, thing2)];
      }
      case "cluster": {
        const shown2 = shownSet(model, state);
        const chips = thing2.of.units.map((u) => nameButton(unitThing(u), `${units[u].short} ${units[u].tasks.filter((t) => shown2.has(t)).length}`));
        const often = count(own.filter((t) => tasks[t].sector >= 0).map((t) => tasks[t].sector));
        const parts = often.length ? block(w("sectors"), longList(often, ([s, n]) => el("p", { class: "counted" }, nameButton(sectorThing(s)), el("b", { text: n })), 6)) : null;
        return [el("h2", {}, swatch(thing2.i), ` ${nameOf(thing2)}`), many, ways(thing2), block(w("units"), el("p", { class: "chips" }, ...chips)), parts, peopleOf(own)];
      }
      default:
        return [title2, many];
    }
  }
  function unitFacts({ of: unit, i: i2 }) {
    const facts = el("p", { class: "facts" }, el("span", { class: "tag", text: kindWord(unit.kind) }));
    if (unit.cluster >= 0) {
      const cluster = clusterThing(unit.cluster);
      facts.append(el("button", { type: "button", class: "tag", data: { open: cluster.of.id } }, swatch(unit.cluster), nameOf(cluster)));
    }
    if (unit.county >= 0) facts.append(el("span", { class: "note" }, `${w("governs")} `, nameButton(countyThing(unit.county))));
    for (const [g, certain] of unit.memberOf) facts.append(el("span", { class: "note" }, `${w("memberOf")} `, nameButton(unitThing(g)), certain ? w("certain") : w("uncertain")));
    const nodes = [facts];
    if (unit.aliases.length) nodes.push(el("p", { class: "note" }, `${w("aliases")} `, el("bdi", { text: unit.aliases.join("、") })));
    const members = unit.group ? units.flatMap((u, at5) => u.memberOf.some(([g]) => g === i2) ? [at5] : []) : [];
    if (members.length) nodes.push(el("p", { class: "note" }, `${w("members")} `, el("span", { class: "chips" }, ...members.map((u) => nameButton(unitThing(u), units[u].short)))));
    return nodes;
  }
  function aboutTask(thing2, people2) {
    const task = thing2.of;
    const list3 = el("dl");
    const row = (title2, ...values) => list3.append(el("dt", { text: title2 }), el("dd", {}, ...values));
    if (task.sector >= 0) row(w("sector"), nameButton(sectorThing(task.sector)));
    if (task.deadline) row(w("deadline"), el("bdi", { text: task.deadline }));
    if (task.targets.length) row(w("targets"), el("ul", { class: "targets" }, ...task.targets.map(([text2, value, unit, relation]) => el("li", {}, el("bdi", { text: text2 }), value ? el("b", { text: ` ${value}${unit}${relation}` }) : null))));
    if (task.counties.length) row(w("counties"), ...task.counties.flatMap(([c, basis]) => [nameButton(countyThing(c)), basis === "unit" ? el("span", { class: "note", text: w("basisUnit") }) : " "]));
    if (people2) {
      for (const role of [0, 1, 2, 3]) {
        const rows = task.mentions.filter((i2) => mentions[i2].role === role);
        if (rows.length) row(w(ROLES[role]), el("span", { class: "chips" }, ...rows.map((i2) => whoButton(i2, task))));
      }
      if (task.mentions.some((i2) => mentions[i2].role > 0)) row("", el("span", { class: "note", text: w(`convention_${task.convention}`) }));
    }
    if (task.open) row("", el("span", { class: "note", text: w("openList") }));
    return list3.childElementCount ? list3 : el("div");
  }
  function whoButton(i2, task) {
    const who = whoOf(model, i2);
    return el("button", { type: "button", class: "name", data: { evidence: task.id, other: who.id } }, el("bdi", { text: who.name }));
  }
  function named2(own, wanted) {
    return count(own.flatMap((t) => [...new Set(tasks[t].mentions.filter(wanted).map((i2) => mentions[i2].who))]));
  }
  function peopleOf(own) {
    const often = named2(own, (i2) => !mentions[i2].role);
    return often.length ? block(w("leadersOf"), el("p", { class: "chips" }, ...often.slice(0, 20).map(([l, n]) => nameButton(leaderThing(l), `${leaders[l].name} ${n}`)))) : null;
  }
  function companyOf(own, thing2) {
    const often = named2(own, (i2) => mentions[i2].role > 0 && visibleUnit(state, units[mentions[i2].who])).filter(([u]) => thing2.kind !== "unit" || u !== thing2.i);
    const pair = thing2.kind === "unit" || thing2.kind === "leader";
    const button = ([u, n]) => {
      const text2 = `${units[u].short} ${n}`;
      return pair ? el("button", { type: "button", class: "name", data: { evidence: thing2.of.id, other: units[u].id } }, swatch(units[u].cluster), el("bdi", { text: text2 })) : nameButton(unitThing(u), text2);
    };
    if (!often.length) return null;
    return block(w(thing2.kind === "unit" ? "coUnits" : "units"), el("p", { class: "chips" }, ...often.slice(0, 24).map(button)), often.length > 24 ? el("p", { class: "note", text: w("seeAll", often.length - 24) }) : null);
  }
  function loadBar(counts) {
    const bar2 = el("p", { class: "load" });
    for (const role of [1, 2, 3]) {
      const n = counts[role];
      if (!n) continue;
      const part2 = el("span", { class: MARKS[role], title: `${w(ROLES[role])} ${n}` }, markOf(role), `${w(`short${role}`)} ${n}`);
      part2.style.flexGrow = String(n);
      bar2.append(part2);
    }
    return bar2;
  }

  // src/tasks.js
  var held = /* @__PURE__ */ new WeakMap();
  function namesOf(model2, i2) {
    let all = held.get(model2);
    if (!all) held.set(model2, all = []);
    if (!all[i2]) {
      const found = [/* @__PURE__ */ new Set(), /* @__PURE__ */ new Set(), /* @__PURE__ */ new Set(), /* @__PURE__ */ new Set()];
      for (const m of model2.tasks[i2].mentions) found[model2.mentions[m].role].add(whoOf(model2, m).name);
      all[i2] = found.map((names) => [...names]);
    }
    return all[i2];
  }
  function dueOf(task) {
    return task.due[0] || task.deadline;
  }
  function statusWord(model2, task) {
    if (!task.progress) return "";
    const [status, share] = task.progress;
    const [english, chinese] = model2.statuses[status];
    return `${lang === "zh" ? chinese : english}${share === null ? "" : ` ${share}%`}`;
  }
  function lampOf(model2, task) {
    const status = task.progress ? model2.statuses[task.progress[0]][0] : "";
    const [due] = task.due;
    if (status === "done") return "green";
    if (due && due < model2.day) return "red";
    if (status === "behind" || due && due <= dayAfter(model2.day, model2.settings.lamp)) return "yellow";
    return due || status === "on schedule" ? "green" : "";
  }
  function dayAfter(day, days) {
    const at5 = /* @__PURE__ */ new Date(`${day}T00:00:00Z`);
    at5.setUTCDate(at5.getUTCDate() + days);
    return at5.toISOString().slice(0, 10);
  }

  // src/virtual.js
  var BESIDE = 12;
  function virtualRows(box2, body, { count: count2, columns, row }) {
    let [from, to] = [-1, -1];
    let whole = false;
    const height = () => Number.parseFloat(getComputedStyle(box2).getPropertyValue("--row")) || 22;
    const space = (rowsOf2) => {
      const cell3 = el("td", { colspan: columns });
      cell3.style.height = `${rowsOf2 * height()}px`;
      return el("tr", { class: "space", "aria-hidden": "true" }, cell3);
    };
    const draw2 = (force = true) => {
      const high = height();
      const first = whole ? 0 : Math.max(0, Math.floor(box2.scrollTop / high) - BESIDE);
      const last = whole ? count2 : Math.min(count2, Math.ceil((box2.scrollTop + box2.clientHeight) / high) + BESIDE);
      if (!force && first >= from && last <= to) return;
      const [start, end] = whole ? [0, count2] : [Math.max(0, first - BESIDE), Math.min(count2, last + BESIDE)];
      [from, to] = [start, end];
      const drawn4 = [];
      for (let at5 = start; at5 < end; at5 += 1) drawn4.push(row(at5));
      body.replaceChildren(...start ? [space(start)] : [], ...drawn4, ...end < count2 ? [space(count2 - end)] : []);
    };
    box2.onscroll = () => draw2(false);
    draw2();
    return {
      draw: () => draw2(),
      reveal(at5) {
        const high = height();
        const head = body.parentElement?.querySelector("thead")?.offsetHeight ?? 0;
        const top = at5 * high;
        if (top < box2.scrollTop) box2.scrollTop = top;
        else if (top + high > box2.scrollTop + box2.clientHeight - head) box2.scrollTop = top + high - box2.clientHeight + head;
        draw2(false);
      },
      all(on) {
        whole = on;
        draw2();
      }
    };
  }

  // src/views/tasks.js
  var people = (model2, i2, roles) => roles.flatMap((role) => {
    const names = namesOf(model2, i2)[role];
    if (!names.length || role && !state.roles.includes(role)) return [];
    return [role ? el("span", { class: `mark ${MARKS[role]}`, title: w(ROLES[role]) }) : null, el("bdi", { text: names.join("、") })];
  });
  var gaps = (model2, i2) => model2.tasks[i2].marks.map((mark2) => el("span", { class: "tag", title: markWord(model2, mark2), text: WORDS[`gap_${model2.marks[mark2][0]}`] ? w(`gap_${model2.marks[mark2][0]}`) : markWord(model2, mark2) }));
  var markWord = (model2, mark2) => model2.marks[mark2][lang === "zh" ? 1 : 2];
  var anyProgress = (model2) => model2.tasks.some((task) => task.progress);
  var COLUMNS = [
    { key: "number", word: "number", sort: (_, i2) => i2, cell: (model2, i2) => [model2.tasks[i2].number] },
    { key: "text", word: "task", sort: (model2, i2) => wordsOf(model2.tasks[i2]), cell: (model2, i2) => [el("bdi", { text: wordsOf(model2.tasks[i2]) })] },
    { key: "lead", word: "leadOrNamed", sort: (model2, i2) => [...namesOf(model2, i2)[1], ...namesOf(model2, i2)[3]].join("、"), cell: (model2, i2) => people(model2, i2, [1, 3]) },
    { key: "support", word: "short2", first: -1, sort: (model2, i2) => namesOf(model2, i2)[2].length || "", cell: (model2, i2) => namesOf(model2, i2)[2].length && state.roles.includes(2) ? [el("b", { text: namesOf(model2, i2)[2].length }), " ", ...people(model2, i2, [2])] : [] },
    { key: "leader", word: "leader", sort: (model2, i2) => namesOf(model2, i2)[0].join("、"), cell: (model2, i2) => people(model2, i2, [0]), here: (model2) => model2.leaders.length > 0 },
    { key: "targets", word: "targets", first: -1, sort: (model2, i2) => model2.tasks[i2].targets.length || "", cell: (model2, i2) => model2.tasks[i2].targets.length ? [model2.tasks[i2].targets.length] : [] },
    { key: "due", word: "due", sort: (model2, i2) => dueOf(model2.tasks[i2]), cell: (model2, i2) => [lampNode(model2, i2), el("bdi", { text: dueOf(model2.tasks[i2]) })], here: (model2) => model2.tasks.some((task) => dueOf(task)) },
    { key: "status", word: "status", first: -1, sort: (model2, i2) => progressRank(model2.tasks[i2]), cell: (model2, i2) => [statusWord(model2, model2.tasks[i2])], here: anyProgress },
    { key: "gaps", word: "gap", first: -1, sort: (model2, i2) => model2.tasks[i2].marks.length || "", cell: gaps },
    { key: "sector", word: "sector", sort: (model2, i2) => model2.sectors[model2.tasks[i2].sector]?.title ?? "", cell: (model2, i2) => [el("bdi", { text: model2.sectors[model2.tasks[i2].sector]?.title ?? "" })], here: (model2) => model2.sectors.length > 0 },
    { key: "document", word: "document", sort: (model2, i2) => model2.tasks[i2].document, cell: (model2, i2) => [el("bdi", { text: documentName(model2, i2) })], here: (model2) => model2.documents.length > 1 }
  ];
  function wordsOf(task) {
    return task.title && !task.text.startsWith(task.title) ? `${task.title} ${task.text}` : task.text || task.title;
  }
  function progressRank(task) {
    return task.progress ? task.progress[0] * 1e3 + (task.progress[1] ?? 0) : "";
  }
  function documentName(model2, i2) {
    const of = model2.documents[model2.tasks[i2].document];
    return of ? of.number || of.title : "";
  }
  function lampNode(model2, i2) {
    const lamp = lampOf(model2, model2.tasks[i2]);
    return lamp && anyProgress(model2) ? el("span", { class: `lamp ${lamp}`, role: "img", "aria-label": w(`lamp_${lamp}`), title: w(`lamp_${lamp}`) }) : null;
  }
  function sortedTasks(model2, state2) {
    const shown2 = shownTasks(model2, state2);
    const key = state2.sort.replace(/^-/, "");
    const column = COLUMNS.find((each) => each.key === key);
    if (!column) return shown2;
    const way = state2.sort.startsWith("-") ? -1 : 1;
    const order2 = new Intl.Collator(lang === "zh" ? "zh" : "en", { numeric: true });
    const valued = shown2.map((i2) => ({ i: i2, value: column.sort(model2, i2) }));
    valued.sort((a, b) => {
      if (a.value === "" !== (b.value === "")) return a.value === "" ? 1 : -1;
      const by = typeof a.value === "number" && typeof b.value === "number" ? a.value - b.value : order2.compare(String(a.value), String(b.value));
      return by * way || a.i - b.i;
    });
    return valued.map(({ i: i2 }) => i2);
  }
  var view = { drawn: "", order: (
    /** @type {number[]} */
    []
  ), at: -1, rows: (
    /** @type {Rows | null} */
    null
  ) };
  var tasks2 = {
    name: "tasks",
    printed: true,
    draw(root, model2, state2) {
      const drawn4 = JSON.stringify([lang, shownKey(state2), state2.sort]);
      if (view.drawn !== drawn4) {
        view.drawn = drawn4;
        drawTable(root, model2, state2);
      } else view.rows?.draw();
      const selected = view.order.findIndex((i2) => model2.tasks[i2].id === state2.sel);
      if (selected >= 0 && selected !== view.at) point(root, selected);
    },
    take(model2, state2) {
      const columns = ["number", "task", "leader", "LEADS", "SUPPORTS", "RESPONSIBLE_FOR", "targets", "deadline", "due", "status", "sector", "document", "gap", "line", "id"].map((word2) => w(word2));
      const rows = sortedTasks(model2, state2).map((i2) => {
        const task = model2.tasks[i2];
        const names = namesOf(model2, i2).map((list3, role) => role && !state2.roles.includes(role) ? "" : list3.join("、"));
        return [task.number, wordsOf(task), ...names, task.targets.map(([text2]) => text2).join("；"), task.deadline, task.due[0], statusWord(model2, task), model2.sectors[task.sector]?.title ?? "", documentName(model2, i2), task.marks.map((mark2) => markWord(model2, mark2)).join("；"), task.place || task.line || null, task.id];
      });
      return { title: w("tasks"), columns, rows };
    }
  };
  function drawTable(root, model2, state2) {
    view.order = sortedTasks(model2, state2);
    view.at = -1;
    if (!view.order.length) {
      view.rows = null;
      root.replaceChildren(el("p", { class: "lead-in", text: w("noTasks") }));
      return;
    }
    const columns = COLUMNS.filter((column) => !column.here || column.here(model2));
    const sorted2 = state2.sort.replace(/^-/, "") || "number";
    const head = el("tr", {}, ...columns.map((column, n) => headOf(column, sorted2, state2, n === Math.max(0, columns.findIndex((each) => each.key === sorted2)))));
    const body = el("tbody");
    const table2 = el("table", { role: "grid", id: "task-table", tabindex: 0, "aria-label": w("tasks"), "aria-rowcount": view.order.length + 1, on: { keydown: (event) => move(event, root, model2) } }, el("thead", {}, head), body);
    const box2 = el("div", { class: "sheet" }, table2);
    const scrolled = root.querySelector(".sheet")?.scrollLeft ?? 0;
    root.replaceChildren(box2);
    box2.scrollLeft = scrolled;
    view.rows = virtualRows(box2, body, {
      count: view.order.length,
      columns: columns.length,
      row: (at5) => rowOf(model2, columns, at5)
    });
  }
  function headOf(column, sorted2, state2, reached) {
    const is = column.key === sorted2;
    const down = is && state2.sort.startsWith("-");
    const set = () => {
      const way = is ? down ? "" : "-" : column.first === -1 ? "-" : "";
      go({ sort: way + column.key === "number" ? "" : way + column.key });
      document.querySelector(`#task-table th.${column.key} button`)?.focus();
    };
    const button = el("button", { type: "button", tabindex: reached ? 0 : -1, on: { click: set } }, w(column.word), el("span", { class: "way", "aria-hidden": "true", text: is ? down ? "▾" : "▴" : "" }));
    return el("th", { scope: "col", class: column.key, "aria-sort": is ? down ? "descending" : "ascending" : "none" }, button);
  }
  function rowOf(model2, columns, at5) {
    const i2 = view.order[at5];
    const { id } = model2.tasks[i2];
    const row = el("tr", { id: `task-row-${at5}`, "aria-rowindex": at5 + 2, class: id === state.sel ? "chosen" : "", data: { evidence: id, other: "" } });
    if (at5 === view.at) row.classList.add("here");
    for (const { key, cell: cell3 } of columns) row.append(el("td", { class: key }, ...cell3(model2, i2)));
    return row;
  }
  function point(root, at5) {
    view.at = at5;
    view.rows?.reveal(at5);
    view.rows?.draw();
    root.querySelector("#task-table")?.setAttribute("aria-activedescendant", `task-row-${at5}`);
  }
  function move(event, root, model2) {
    const head = event.target instanceof Element ? event.target.closest("th") : null;
    if (head) {
      const next2 = event.key === "ArrowRight" ? head.nextElementSibling : event.key === "ArrowLeft" ? head.previousElementSibling : null;
      const button = next2?.querySelector("button");
      if (button) {
        event.preventDefault();
        for (const other of head.parentElement?.querySelectorAll("button") ?? []) other.tabIndex = other === button ? 0 : -1;
        button.focus();
      }
      return;
    }
    const page = Math.max(1, Math.floor((root.clientHeight - 60) / 22));
    const last = view.order.length - 1;
    const to = { ArrowDown: view.at + 1, ArrowUp: view.at - 1, PageDown: view.at + page, PageUp: view.at - page, Home: 0, End: last };
    if (event.key in to) {
      event.preventDefault();
      point(root, Math.max(0, Math.min(last, to[event.key])));
    } else if (event.key === "Enter" && view.at >= 0) {
      go({ sel: model2.tasks[view.order[view.at]].id, with: "" });
    }
  }
  window.addEventListener("beforeprint", () => !rootOf("tasks").hidden && view.rows?.all(true));
  window.addEventListener("afterprint", () => !rootOf("tasks").hidden && view.rows?.all(false));
  window.addEventListener("resize", () => !rootOf("tasks").hidden && view.rows?.draw());

  // src/views/focus.js
  var focusView = rootOf("focus");
  var place = { drawn: "", active: null, lines: null };
  var MOST_TASKS = 200;
  var MOST_TARGETS = 4;
  function showFocus() {
    const thing2 = thingOf(model, state.focus);
    const drawn4 = JSON.stringify([lang, state.focus, shownKey(state)]);
    if (place.drawn !== drawn4) {
      place.drawn = drawn4;
      place.active = null;
      if (thing2) drawFocus(thing2);
      else drawFocusStart();
    }
    for (const box2 of focusView.querySelectorAll(".box.chosen")) box2.classList.remove("chosen");
    const sel = thingOf(model, state.sel);
    if (sel?.kind === "task") focusView.querySelector(`.box[data-task="${sel.i}"]`)?.classList.add("chosen");
    for (const role of [1, 2, 3]) focusView.classList.toggle(`no-${MARKS[role]}`, !state.roles.includes(role));
    requestAnimationFrame(drawLines);
  }
  function drawFocusStart() {
    const most = unitLoads(model, state).slice(0, 24);
    const people2 = leaderLoads(model, state).slice(0, 24);
    focusView.replaceChildren(
      el(
        "div",
        { class: "start" },
        el("p", { class: "lead-in", text: w("focusHint") }),
        people2.length ? el("h3", { text: w("focusTopLeaders") }) : null,
        people2.length ? el("p", { class: "chips" }, ...people2.map(({ i: i2, tasks: n }) => nameButton(leaderThing(i2), `${leaders[i2].name} ${n}`))) : null,
        el("h3", { text: w("focusTop") }),
        el("p", { class: "chips" }, ...most.map(({ i: i2, tasks: n }) => nameButton(unitThing(i2), `${units[i2].short} ${n}`))),
        el("h3", { text: w("sectors") }),
        el("ul", { class: "plain" }, ...sectors.slice(0, 40).map((s) => el("li", {}, nameButton(thingOf(model, s.id), `${s.title} ${s.tasks.length}`))))
      )
    );
  }
  function drawFocus(thing2) {
    const all = tasksOf(model, state, thing2);
    const list3 = all.slice(0, MOST_TASKS);
    const title2 = el("header", {}, el("span", { class: "kind", text: w(thing2.kind) }), el("h2", {}, el("bdi", { text: thing2.kind === "task" ? `${w("task")} ${thing2.of.number}` : nameOf(thing2) })));
    if (thing2.kind !== "task") title2.append(el("span", { class: "note", text: howMany(thing2, all) }));
    if (thing2.kind === "unit") title2.append(loadBar(roleCounts(model, all, thing2.of)));
    title2.append(ways(thing2));
    if (thing2.kind === "unit") title2.append(el("div", { class: "about" }, ...unitFacts(thing2)));
    if (thing2.kind === "cluster") title2.append(el("p", { class: "about note", text: w("clusterNote") }));
    const left = el("div", { class: "left" });
    const middle = el("div", { class: "middle" });
    const right = el("div", { class: "right" });
    const people2 = count(list3.flatMap((t) => whoOfTask(t, (m) => !m.role)));
    if (people2.length) left.append(el("h3", { text: w("leadersOf") }), ...people2.map(([l, n]) => sideBox(leaderThing(l), leaders[l].name, n, thing2)));
    const parts = count(list3.map((t) => tasks[t].sector).filter((s) => s >= 0));
    if (parts.length && thing2.kind !== "sector") left.append(el("h3", { text: w("sectors") }), ...parts.map(([s, n]) => sideBox(sectorThing(s), sectors[s].title, n, thing2)));
    let section = null;
    for (const t of list3) {
      const { sector, document: doc } = tasks[t];
      if (`${doc}|${sector}` !== section && thing2.kind !== "task") {
        section = `${doc}|${sector}`;
        const heading2 = sector >= 0 ? sectors[sector].title : documents[doc]?.title;
        if (heading2 && parts.length > 1) middle.append(el("h4", {}, el("bdi", { text: heading2 })));
      }
      middle.append(taskBox(t, thing2));
    }
    if (thing2.kind === "task") {
      const about2 = el("div", { class: "about-task" });
      about2.append(aboutTask(thing2, false), ...taskStatements(thing2.i));
      middle.append(about2);
    }
    if (all.length > list3.length) middle.append(el("p", { class: "note", text: w("seeAll", all.length - list3.length) }));
    if (!list3.length) middle.append(el("p", { class: "note", text: w("none") }));
    const company = thing2.kind === "task" ? byRole(thing2.i) : count(list3.flatMap((t) => whoOfTask(t, (m) => m.role && visibleUnit(state, units[m.who]))));
    if (company.length) right.append(el("h3", { text: w("units") }), ...company.map(([u, n]) => sideBox(unitThing(u), units[u].short, n, thing2)));
    place.lines = svg("svg", { class: "lines", "aria-hidden": "true" });
    const columns = el("div", { class: "columns" }, left, middle, right);
    columns.prepend(place.lines);
    focusView.replaceChildren(title2, columns);
    focusView.scrollTop = 0;
  }
  function whoOfTask(t, which) {
    return [...new Set(tasks[t].mentions.map((i2) => mentions[i2]).filter(which).map((m) => m.who))];
  }
  function byRole(t) {
    const found = whoOfTask(t, (m) => m.role).map((u) => [u, 1]);
    return found.sort((a, b) => strongest(model, cell(model, t, units[a[0]])) - strongest(model, cell(model, t, units[b[0]])));
  }
  function sideBox(thing2, text2, n, subject) {
    const self = thing2.of.id === subject.of.id;
    const node = el("div", { class: `box side ${thing2.kind}${self ? " self" : ""}`, data: { side: `${thing2.kind}${thing2.i}` } });
    if (thing2.kind === "unit") node.append(swatch(thing2.of.cluster));
    node.append(el("button", { type: "button", class: "main", data: { open: thing2.of.id }, title: nameOf(thing2) }, el("bdi", { text: text2 })));
    const people2 = (t) => t.kind === "unit" || t.kind === "leader";
    if (subject.kind === "task" && people2(thing2)) {
      node.append(el("button", { type: "button", class: "n", data: { evidence: subject.of.id, other: thing2.of.id }, title: w("evidence") }, markOf(strongest(model, cell(model, subject.i, thing2.of)))));
    } else if (people2(subject) && people2(thing2) && !self) {
      node.append(el("button", { type: "button", class: "n", data: { evidence: subject.of.id, other: thing2.of.id }, title: w("shared"), text: n }));
    } else node.append(el("span", { class: "n", text: n }));
    return node;
  }
  function taskBox(t, subject) {
    const task = tasks[t];
    const joined = subject.kind === "unit" || subject.kind === "leader";
    const node = el("button", { type: "button", class: "box task", data: { task: t, evidence: task.id, other: joined ? subject.of.id : "" } });
    const head = el("span", { class: "head" });
    if (joined) {
      const role = strongest(model, cell(model, t, subject.of));
      node.classList.add(MARKS[role]);
      head.append(markOf(role));
    }
    head.append(el("b", { class: "number", text: task.number }));
    if (task.deadline) head.append(el("span", { class: "note" }, lampNode(model, t), el("bdi", { text: task.deadline })));
    const status = statusWord(model, task);
    if (status) head.append(el("span", { class: "note", text: status }));
    node.append(head, el("span", { class: subject.kind === "task" ? "words whole" : "words", text: task.title ? `${task.title} ${task.text}` : task.text }));
    const shown2 = task.targets.slice(0, subject.kind === "task" ? task.targets.length : MOST_TARGETS);
    const rest = task.targets.length - shown2.length;
    if (shown2.length) node.append(el("span", { class: "targets note" }, `${w("targets")} `, ...shown2.map(([text2]) => el("bdi", { text: text2 })), rest ? w("seeAll", rest) : null));
    return node;
  }
  function drawLines() {
    const columns = focusView.querySelector(".columns");
    if (!columns || !place.lines || focusView.hidden) return;
    const base = columns.getBoundingClientRect();
    const bounds = focusView.getBoundingClientRect();
    place.lines.setAttribute("width", columns.scrollWidth);
    place.lines.setAttribute("height", columns.scrollHeight);
    const boxes = [...columns.querySelectorAll(".box.task")];
    const sides = new Map([...columns.querySelectorAll(".box.side")].map((node) => [node.dataset.side, node]));
    const inSight2 = (node) => node.getBoundingClientRect().bottom > bounds.top && node.getBoundingClientRect().top < bounds.bottom;
    const ends = boxes.flatMap((node) => linesOf(Number(node.dataset.task), node, sides));
    const active = place.active;
    const joined = active ? ends.filter((e) => e.task === active || e.side === active) : ends;
    const wanted = joined.filter((e) => inSight2(e.side) && inSight2(e.task));
    const lit = new Set(joined.flatMap((e) => [e.task, e.side]));
    for (const node of columns.querySelectorAll(".box")) node.classList.toggle("dim", Boolean(active) && node !== active && !lit.has(node));
    place.lines.replaceChildren(
      ...wanted.map(({ task, side, role }) => {
        const a = task.getBoundingClientRect();
        const b = side.getBoundingClientRect();
        const toRight = b.left > a.left;
        const x1 = (toRight ? a.right : a.left) - base.left;
        const x2 = (toRight ? b.left : b.right) - base.left;
        const y1 = a.top + a.height / 2 - base.top;
        const y2 = b.top + b.height / 2 - base.top;
        const bend = (x2 - x1) / 2;
        return svg("path", { class: role < 0 ? "in" : MARKS[role], d: `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}` });
      })
    );
    place.lines.classList.toggle("faint", !active && wanted.length > 30);
  }
  function linesOf(t, node, sides) {
    const ends = [];
    const seen = /* @__PURE__ */ new Set();
    for (const i2 of tasks[t].mentions) {
      const { role, who } = mentions[i2];
      if (role && !state.roles.includes(role)) continue;
      const key = `${role ? "unit" : "leader"}${who}`;
      const side = sides.get(key);
      if (side && !side.classList.contains("self") && !seen.has(key)) ends.push({ task: node, side, role });
      seen.add(key);
    }
    const sector = sides.get(`sector${tasks[t].sector}`);
    if (sector && place.active) ends.push({ task: node, side: sector, role: -1 });
    return ends;
  }
  function pointAt(event) {
    const node = event.target.closest?.(".box") || null;
    if (node === place.active) return;
    place.active = node;
    drawLines();
  }
  focusView.addEventListener("mouseover", pointAt);
  focusView.addEventListener("focusin", pointAt);
  focusView.addEventListener("mouseleave", () => {
    place.active = null;
    drawLines();
  });
  focusView.addEventListener("scroll", () => requestAnimationFrame(drawLines), { passive: true });
  focusView.addEventListener("keydown", (event) => {
    const node = event.target.closest(".box");
    if (!node || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    const places = [".left", ".middle", ".right"];
    const column = places.findIndex((p) => node.closest(p));
    const boxes = (at5) => [...focusView.querySelectorAll(`${places[at5]} .box.task, ${places[at5]} .box .main`)];
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    let next2;
    if (sideways) next2 = boxes(Math.max(0, Math.min(2, column + sideways))).find((b) => !b.closest(".dim"));
    else next2 = boxes(column)[boxes(column).indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
    next2?.focus();
    next2?.scrollIntoView({ block: "nearest" });
  });
  var resizing = 0;
  window.addEventListener("resize", () => {
    cancelAnimationFrame(resizing);
    resizing = requestAnimationFrame(() => state.view === "focus" && drawLines());
  });
  var focus = { name: "focus", draw: showFocus, take: takeFocus };
  function takeFocus() {
    const thing2 = thingOf(model, state.focus);
    const all = thing2 ? tasksOf(model, state, thing2) : [];
    const rows = all.map((t) => [tasks[t].number, tasks[t].title || tasks[t].text, tasks[t].deadline]);
    return { title: thing2 ? nameOf(thing2) : w("focus"), columns: [w("number"), w("task"), w("deadline")], rows };
  }

  // src/views/list.js
  var order = { units: ["total", -1], leaders: ["total", -1] };
  var listDrawn = "";
  var list = {
    name: "list",
    draw(root, model2, state2) {
      const drawn4 = JSON.stringify([lang, shownKey(state2), order]);
      if (listDrawn === drawn4) return;
      listDrawn = drawn4;
      const again = () => list.draw(root, model2, state2);
      const people2 = leaderLoads(model2, state2);
      root.replaceChildren(unitsTable(model2, unitLoads(model2, state2), again), people2.length ? leadersTable(model2, people2, again) : "");
    },
    take(model2, state2) {
      const columns = ["kind", "name", "OVERSEES", "LEADS", "SUPPORTS", "RESPONSIBLE_FOR", "total"].map((key) => w(key));
      const units2 = sorted(unitLoads(model2, state2), "units", (row) => model2.units[row.i].name).map((row) => [kindWord(model2.units[row.i].kind), model2.units[row.i].name, ...row.counts, row.tasks]);
      const people2 = sorted(leaderLoads(model2, state2), "leaders", (row) => model2.leaders[row.i].name).map((row) => [w("leader"), model2.leaders[row.i].name, ...row.counts, row.tasks]);
      return { title: w("list"), columns, rows: [...units2, ...people2] };
    }
  };
  rootOf("list");
  function sorted(rows, which, name) {
    const [key, way] = order[which];
    return [...rows].sort((a, b) => {
      if (key === "name") return name(a).localeCompare(name(b), "zh") * way;
      return (key === "total" ? a.tasks - b.tasks : a.counts[key] - b.counts[key]) * way;
    });
  }
  function heading(which, key, text2, again) {
    const [now, way] = order[which];
    const set = () => {
      order[which] = [key, now === key ? -way : key === "name" ? 1 : -1];
      again();
    };
    const button = el("button", { type: "button", on: { click: set } }, typeof key === "number" ? markOf(key) : null, text2, el("span", { class: "way", text: now === key ? way < 0 ? "▾" : "▴" : "" }));
    return el("th", { scope: "col", "aria-sort": now === key ? way < 0 ? "descending" : "ascending" : "none", class: key === "name" ? "" : "figure" }, button);
  }
  function unitsTable(model2, loads, again) {
    const most = Math.max(1, ...loads.map(({ counts }) => counts[1] + counts[2] + counts[3]));
    const roles = (
      /** @type {const} */
      [1, 2, 3]
    );
    const head = el("tr", {}, heading("units", "name", w("unit"), again), el("th", { scope: "col", class: "kindly", text: w("kind") }), ...roles.map((r) => heading("units", r, w(`short${r}`), again)), heading("units", "total", w("total"), again), el("th", { class: "bars", "aria-hidden": "true" }));
    const body = sorted(loads, "units", (row) => model2.units[row.i].name).map(({ i: i2, counts, tasks: tasks4 }) => {
      const unit = model2.units[i2];
      const bars = el("td", { class: "bars", "aria-hidden": "true" });
      for (const role of roles) bars.append(bar(MARKS[role], counts[role] / most));
      return el("tr", {}, el("th", { scope: "row" }, swatch(unit.cluster), nameButton(unitThing(i2), unit.name)), el("td", { class: "kindly", text: kindWord(unit.kind) }), ...roles.map((r) => el("td", { class: "figure", text: counts[r] || "" })), el("td", { class: "figure total", text: tasks4 }), bars);
    });
    return el("div", { class: "listing" }, el("h2", { text: `${w("units")} ${loads.length}` }), el("table", {}, el("thead", {}, head), el("tbody", {}, ...body)));
  }
  function leadersTable(model2, loads, again) {
    const most = Math.max(1, ...loads.map((r) => r.tasks));
    const head = el("tr", {}, heading("leaders", "name", w("leader"), again), heading("leaders", "total", w("tasks"), again), el("th", { class: "bars", "aria-hidden": "true" }));
    const body = sorted(loads, "leaders", (row) => model2.leaders[row.i].name).map(
      ({ i: i2, tasks: tasks4 }) => el("tr", {}, el("th", { scope: "row" }, nameButton(leaderThing(i2))), el("td", { class: "figure total", text: tasks4 }), el("td", { class: "bars", "aria-hidden": "true" }, bar("over", tasks4 / most)))
    );
    return el("div", { class: "listing" }, el("h2", { text: `${w("leaders")} ${loads.length}` }), el("table", {}, el("thead", {}, head), el("tbody", {}, ...body)));
  }
  function bar(mark2, share) {
    const node = el("i", { class: mark2 });
    node.style.width = `${100 * share}%`;
    return node;
  }

  // src/tip.js
  var tip = byId("tip");
  function showTip(x2, y, lines) {
    tip.replaceChildren(...lines);
    tip.hidden = false;
    const { offsetWidth: width2, offsetHeight: height } = tip;
    tip.style.left = `${Math.max(4, Math.min(x2 + 14, innerWidth - width2 - 8))}px`;
    tip.style.top = `${y + 18 + height > innerHeight ? y - height - 12 : y + 18}px`;
  }
  function hideTip() {
    tip.hidden = true;
  }

  // src/views/matrix_plan.js
  function sectionsOf(model2, shown2) {
    const found = /* @__PURE__ */ new Map();
    for (const t of shown2) {
      const { document: doc, sector } = model2.tasks[t];
      const key = `${doc}|${sector}`;
      if (!found.has(key)) found.set(key, { key, doc, sector, tasks: [] });
      found.get(key).tasks.push(t);
    }
    return [...found.values()];
  }
  function marksOf(model2, shown2, roles, visible) {
    const found = /* @__PURE__ */ new Map();
    for (const t of shown2) {
      const row = /* @__PURE__ */ new Map();
      for (const i2 of model2.tasks[t].mentions) {
        const { role, who } = model2.mentions[i2];
        if (role && roles.has(role) && visible(model2.units[who]) && role < (row.get(who) ?? 9)) row.set(who, role);
      }
      found.set(t, row);
    }
    return found;
  }
  function columnsOf(model2, sections, marks, together) {
    const rows = /* @__PURE__ */ new Map();
    const bands = /* @__PURE__ */ new Map();
    const add = (map, key, at6) => {
      const held2 = map.get(key);
      if (held2) held2.push(at6);
      else map.set(key, [at6]);
    };
    let at5 = 0;
    for (const section of sections) {
      for (const t of section.tasks) {
        for (const u of marks.get(t)?.keys() ?? []) {
          add(rows, u, at5);
          if (together) add(bands, bandOf(model2.units[u]), at5);
        }
        at5 += 1;
      }
    }
    const early = (list3) => list3 ? list3[Math.floor(list3.length / 10)] : at5;
    const rank = (u) => {
      const band = bandOf(model2.units[u]);
      const own = rows.get(u) ?? [];
      return [Number(model2.units[u].group), together ? Number(band === "-1") : 0, together ? early(bands.get(band)) : 0, together ? band : "", early(own), -own.length, u];
    };
    const ranks = new Map([...rows.keys()].map((u) => [u, rank(u)]));
    return [...rows.keys()].sort((a, b) => compare(ranks.get(a) ?? [], ranks.get(b) ?? []));
  }
  function bandOf(unit) {
    return unit.group ? "group" : String(unit.cluster);
  }
  function compare(a, b) {
    for (let i2 = 0; i2 < a.length; i2 += 1) if (a[i2] !== b[i2]) return a[i2] < b[i2] ? -1 : 1;
    return 0;
  }
  function bandRuns(model2, columns) {
    const runs = [];
    columns.forEach((u, at5) => {
      const last = runs[runs.length - 1];
      if (last && bandOf(model2.units[last[2]]) === bandOf(model2.units[u])) last[1] = at5 + 1;
      else runs.push([at5, at5 + 1, u]);
    });
    return runs;
  }
  function linesOf2(sections, folded, heights) {
    const many = new Set(sections.map((s) => s.doc)).size > 1;
    const lines = [];
    let top = 0;
    const add = (kind, section, task = -1) => {
      lines.push({ kind, top, height: heights[kind], section, task });
      top += heights[kind];
    };
    sections.forEach((section, i2) => {
      if (many && sections[i2 - 1]?.doc !== section.doc) add("document", section);
      add("section", section);
      if (!folded(section)) for (const t of section.tasks) add("task", section, t);
    });
    return lines;
  }
  function within2(lines, from, to) {
    const first = search(lines, (line) => line.top + line.height > from);
    return [first, Math.max(first, search(lines, (line) => line.top >= to))];
  }
  function search(lines, is) {
    let low = 0;
    let high = lines.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (is(lines[middle])) high = middle;
      else low = middle + 1;
    }
    return low;
  }
  function sumsOf(section, marks) {
    const sums = /* @__PURE__ */ new Map();
    for (const t of section.tasks) for (const u of marks.get(t)?.keys() ?? []) sums.set(u, (sums.get(u) || 0) + 1);
    return sums;
  }
  function nearest(lines, columnsAt2, [top, bottom], [left, right]) {
    const away = (c) => c < left ? left - c : c >= right ? c - right + 1 : 0;
    const best = (line) => {
      const found2 = columnsAt2(lines[line]);
      return found2.length ? found2.reduce((a, b) => away(b) < away(a) ? b : a) : -1;
    };
    let found = null;
    for (let line = top; line < bottom; line += 1) {
      const column = best(line);
      if (column < 0) continue;
      if (!away(column)) return null;
      if (!found || away(column) < away(found.column)) found = { line, column };
    }
    for (let step = 1; !found && (top - step >= 0 || bottom + step - 1 < lines.length); step += 1) {
      for (const line of [bottom + step - 1, top - step]) {
        if (found || line < 0 || line >= lines.length) continue;
        const column = best(line);
        if (column >= 0) found = { line, column };
      }
    }
    return found;
  }

  // src/views/matrix_rows.js
  function placeId(line, slot) {
    return `at-${line}-${slot}`;
  }
  function at2(node, place3, offset = 0) {
    node.style.setProperty("--at", place3 - offset);
    return node;
  }
  function shortened(text2, most) {
    const wide = (char) => char > "⹿" ? 1 : 0.58;
    const all = [...text2];
    if (all.reduce((sum, char) => sum + wide(char), 0) <= most) return text2;
    let room = most - 1;
    return `${all.slice(0, all.findIndex((char) => (room -= wide(char)) < 0)).join("")}…`;
  }
  function headCells([from, to], offset, most = grid.low ? 5 : 10) {
    const labels = el("div", { class: "labels" });
    for (let place3 = from; place3 < to; place3 += 1) {
      const unit = units[grid.columns[place3]];
      const [, lead, support, named4] = grid.heads.get(grid.columns[place3]);
      const bar2 = el("i", { class: "bar" }, el("i", { class: "rest" }), el("i", { class: "lead" }));
      const high = grid.low ? 13 : 28;
      bar2.firstChild.style.height = `${Math.round(high * (support + named4) / grid.tallest)}px`;
      bar2.lastChild.style.height = `${Math.round(high * lead / grid.tallest)}px`;
      labels.append(at2(el("span", { id: placeId(-1, place3), role: "columnheader", class: "column", "aria-colindex": place3 + 3, data: { open: unit.id, column: place3 }, title: unit.name }, el("bdi", { text: shortened(unit.short, most) }), bar2), place3, offset));
    }
    const bands = el("div", { class: "bands", "aria-hidden": "true" });
    for (const [first, last, u] of state.order === "clusters" ? bandRuns(model, grid.columns) : []) {
      if (last <= from || first >= to) continue;
      const [begin, end] = [Math.max(first, from), Math.min(last, to)];
      const { group, cluster } = units[u];
      const title2 = group ? w("groupPhrases") : cluster >= 0 ? nameOf({ kind: "cluster", i: cluster, of: clusters[cluster] }) : w("unclustered");
      const text2 = end - begin > 3 ? title2 : cluster >= 0 ? String(cluster + 1) : "";
      const band = at2(el("span", { class: `band ${sign(cluster)}`, title: title2, text: text2, data: cluster >= 0 ? { open: clusters[cluster].id } : {} }), begin, offset);
      band.style.setProperty("--n", end - begin);
      band.style.setProperty("--color", cluster >= 0 ? clusters[cluster].color : "#9AA5B1");
      bands.append(band);
    }
    return [bands, labels];
  }
  function rowOf2(line, number, columns, offset = 0) {
    const row = { document: documentRow, section: sectionRow, task: taskRow }[line.kind](line, number, columns, offset);
    row.setAttribute("aria-rowindex", String(number + 2));
    return row;
  }
  function documentRow({ section }) {
    const of = documents[section.doc];
    const text2 = of ? `${of.title}${of.number ? ` ${of.number}` : ""}` : w("noDocument");
    return el("tr", { class: "document" }, el("th", { colspan: leaders.length ? 3 : 2, scope: "rowgroup" }, el("bdi", { text: text2, title: text2 })));
  }
  function sectionRow({ section }, number, [from, to], offset) {
    const folded = isFolded(section);
    const title2 = section.sector >= 0 ? sectors[section.sector].title : w("noSector");
    const fold2 = el("span", { id: placeId(number, -2), class: "fold", title: w(folded ? "open" : "fold"), data: { fold: section.key } });
    const name = el("span", { id: placeId(number, -1), class: "name", title: title2, data: section.sector >= 0 ? { open: sectors[section.sector].id } : {} }, el("bdi", { text: title2 }));
    const sums = el("td", { class: "cells" });
    for (const [u, n] of grid.sums.get(section.key)) {
      const place3 = grid.at.get(u);
      if (place3 < from || place3 >= to) continue;
      const sum = at2(el("span", { class: n > 99 ? "sum long" : "sum", text: n > 999 ? "…" : n }), place3, offset);
      sum.style.setProperty("--heat", `${Math.round(60 * Math.min(1, n / section.tasks.length))}%`);
      sums.append(sum);
    }
    return el("tr", { class: folded ? "head folded" : "head", "aria-expanded": String(!folded) }, el("th", { colspan: leaders.length ? 2 : 1, scope: "rowgroup" }, el("div", {}, fold2, name, el("span", { class: "n", text: section.tasks.length }))), sums);
  }
  function taskRow({ task: t }, number, [from, to], offset) {
    const task = tasks[t];
    const label = el("span", { id: placeId(number, -2), class: "label", data: { evidence: task.id, other: "" }, title: task.text }, el("span", { class: "number", text: task.number }), el("span", { class: "words", text: task.title || task.text }));
    const row = el("tr", { class: "task", data: { task: t } }, el("th", { scope: "row" }, label));
    if (leaders.length) {
      const who = [...new Set(task.mentions.filter((i2) => !mentions[i2].role).map((i2) => mentions[i2].who))];
      const names = who.map((l, i2) => el("span", { id: i2 ? void 0 : placeId(number, -1), class: "name", data: { open: leaders[l].id }, text: leaders[l].name }));
      row.append(el("td", { class: "who", title: who.map((l) => leaders[l].name).join("、") }, el("div", {}, ...names)));
    }
    const line = el("td", { class: "cells", role: "presentation" });
    const marks = [...grid.marks.get(t)].map(([u, role]) => [grid.at.get(u), u, role]).filter(([place3]) => place3 >= from && place3 < to);
    for (const [place3, u, role] of marks.sort((a, b) => a[0] - b[0])) {
      line.append(at2(el("span", { id: placeId(number, place3), role: "gridcell", class: `mark ${MARKS[role]}`, "aria-colindex": place3 + 3, "aria-label": `${units[u].name} ${w(ROLES[role])} ${task.number}`, data: { evidence: task.id, other: units[u].id, column: place3, role } }), place3, offset));
    }
    if (!grid.columns.length) {
      line.setAttribute("role", "gridcell");
      line.append(...bareFacts(task));
    }
    row.append(line);
    return row;
  }
  function bareFacts(task) {
    const areas = [...new Set(task.counties.map(([c]) => c))].map((c) => nameButton(countyThing(c)));
    return [el("div", { class: "chips" }, ...areas, ...task.targets.map(([text2]) => el("span", { class: "note", text: text2 })))];
  }

  // src/views/matrix_moves.js
  function markMatrix() {
    const box2 = document.getElementById("grid");
    if (!box2) return;
    for (const node2 of box2.querySelectorAll(".chosen, .cursor")) node2.classList.remove("chosen", "cursor");
    const sel = thingOf(model, state.sel);
    const unit = [sel, thingOf(model, state.with)].find((thing2) => thing2?.kind === "unit" && grid.at.has(thing2.i));
    const column = unit ? grid.at.get(unit.i) : -1;
    const chosen3 = new Set(sel?.kind === "task" || sel?.kind === "leader" ? sel.of.tasks : []);
    for (const row of box2.querySelectorAll("tr.task")) row.classList.toggle("chosen", chosen3.has(Number(row.dataset.task)));
    if (sel?.kind === "task" && unit) document.getElementById(placeId(grid.lineOf.get(sel.i), column))?.classList.add("chosen");
    if (column >= 0) document.getElementById(placeId(-1, column))?.classList.add("chosen");
    placeColumn("column-chosen", column);
    const cursor = placeId(grid.cursor.line, grid.cursor.slot);
    const node = document.getElementById(cursor);
    node?.classList.add("cursor");
    if (node) document.getElementById("matrix").setAttribute("aria-activedescendant", cursor);
    else document.getElementById("matrix").removeAttribute("aria-activedescendant");
  }
  function placeColumn(id, at5) {
    const node = document.getElementById(id);
    node.hidden = at5 < 0;
    node.style.setProperty("--at", at5);
  }
  function hoverMatrix(event) {
    const target = event?.target.closest("[data-column]");
    const cells = event?.target.closest("td.cells");
    let at5 = -1;
    if (target) at5 = Number(target.dataset.column);
    else if (cells) at5 = Math.floor((event.clientX - cells.getBoundingClientRect().left) / grid.cw);
    if (at5 >= grid.columns.length) at5 = -1;
    if (at5 !== grid.hover) {
      placeColumn("column-hover", at5);
      grid.hover = at5;
      for (const node of document.querySelectorAll("#grid .column.hover")) node.classList.remove("hover");
      document.getElementById(placeId(-1, at5))?.classList.add("hover");
    }
    if (at5 < 0 || !event) return hideTip();
    const unit = units[grid.columns[at5]];
    const row = event.target.closest("tr.task");
    const lines = [el("b", {}, el("bdi", { text: unit.name }))];
    if (row) {
      const role = target?.dataset.role;
      if (role) lines.push(el("p", {}, markOf(Number(role)), w(ROLES[role])));
      lines.push(el("p", { class: "words", text: nameOf(taskThing(Number(row.dataset.task))) }));
    } else {
      const [, lead, support, named4] = shownCounts(unit);
      lines.push(el("p", { text: `${w("short1")} ${lead} · ${w("short2")} ${support} · ${w("short3")} ${named4}` }));
    }
    return showTip(event.clientX, event.clientY, lines);
  }
  function slotsOf(number) {
    if (number < 0) return grid.columns.map((_, at5) => at5);
    const line = grid.lines[number];
    if (line.kind === "document") return [];
    if (line.kind === "section") return [-2, -1];
    const overseen = leaders.length && tasks[line.task].mentions.some((i2) => !model.mentions[i2].role);
    return [-2, ...overseen ? [-1] : [], ...columnsAt(line)];
  }
  function next({ line, slot }, key) {
    const slots = slotsOf(line);
    const here = slots.indexOf(slot);
    if (key === "ArrowLeft" || key === "ArrowRight") {
      const to2 = slots[here + (key === "ArrowLeft" ? -1 : 1)];
      return to2 === void 0 ? null : { line, slot: to2 };
    }
    if (key === "Home") return { line, slot: slots[0] };
    if (key === "End") return { line, slot: slots[slots.length - 1] };
    const [first, last] = inSight().lines;
    const step = { ArrowUp: -1, ArrowDown: 1, PageUp: first - last + 2, PageDown: last - first - 2 }[key];
    if (!step) return null;
    let to = Math.max(-1, Math.min(grid.lines.length - 1, line + step));
    while (to >= 0 && to < grid.lines.length && !slotsOf(to).length) to += Math.sign(step);
    const found = to < grid.lines.length ? slotsOf(to) : [];
    const like = found.filter((s) => s >= 0 === slot >= 0);
    const best = (like.length ? like : found).reduce((a, b) => a === null || Math.abs(b - slot) < Math.abs(a - slot) ? b : a, null);
    return best === null ? null : { line: to, slot: best };
  }
  function moveInMatrix(event) {
    if (event.target.id !== "matrix") return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      document.getElementById(placeId(grid.cursor.line, grid.cursor.slot))?.click();
      return;
    }
    const to = next(grid.cursor, event.key);
    if (!to) return;
    event.preventDefault();
    grid.cursor = to;
    reveal(to.line, to.slot);
    markMatrix();
  }
  function pointToNearest({ lines, columns }) {
    const button = document.getElementById("nearest");
    const found = grid.columns.length ? nearest(grid.lines, columnsAt, lines, columns) : null;
    button.hidden = !found;
    if (!found) return;
    const line = grid.lines[found.line];
    const arrow = found.line < lines[0] ? "↑" : found.line >= lines[1] ? "↓" : found.column < columns[0] ? "←" : "→";
    const where = line.kind === "task" ? tasks[line.task].number : model.sectors[line.section.sector]?.title ?? "";
    button.textContent = `${arrow} ${w("nearest", units[grid.columns[found.column]].short, where)}`;
    button.onclick = () => {
      grid.cursor = { line: found.line, slot: found.column };
      reveal(found.line, found.column);
      markMatrix();
      document.getElementById("matrix").focus({ preventScroll: true });
    };
  }

  // src/views/matrix.js
  var matrixView = rootOf("matrix");
  var FOLDED = model.settings.size === "aggregate" || model.settings.size === "index";
  var SPARE = { lines: 12, columns: 10 };
  var grid = {
    low: false,
    // the window: rows and names are smaller then
    planned: "",
    // what the plan below was made for
    shown: /* @__PURE__ */ new Set(),
    sections: [],
    marks: /* @__PURE__ */ new Map(),
    sums: /* @__PURE__ */ new Map(),
    // of sections
    columns: [],
    at: /* @__PURE__ */ new Map(),
    // units' places among the columns
    lines: [],
    lineOf: /* @__PURE__ */ new Map(),
    // tasks' lines
    heads: /* @__PURE__ */ new Map(),
    // lead and other tasks of each column
    tallest: 1,
    toggled: /* @__PURE__ */ new Set(),
    // sections that are not as they were at first
    drawn: null,
    // {lines: [from, to], columns: [from, to]}
    cw: 18,
    left: 0,
    // width of the names before the columns
    revealed: "|",
    // the selection that was brought into sight
    hover: -1,
    cursor: { line: 0, slot: -2 }
  };
  function showMatrix() {
    const low = innerHeight < 760;
    const narrow = innerWidth <= 760;
    const planned = JSON.stringify([lang, shownKey(state), Boolean(state.sel), state.order, [...grid.toggled], low, narrow]);
    if (grid.planned !== planned) {
      grid.planned = planned;
      grid.low = low && !narrow;
      plan(grid.low ? { document: 24, section: 22, task: 19 } : { document: 33, section: 29, task: narrow ? 34 : 25 });
      frame();
    }
    fitColumns();
    draw(true);
    const now = [state.sel, state.with].join("|");
    if (grid.revealed !== now) revealInMatrix();
    grid.revealed = now;
  }
  function plan(heights) {
    const shown2 = shownTasks(model, state);
    grid.shown = new Set(shown2);
    grid.sections = sectionsOf(model, shown2);
    grid.marks = marksOf(model, shown2, new Set(state.roles), (unit) => visibleUnit(state, unit));
    grid.sums = new Map(grid.sections.map((section) => [section.key, sumsOf(section, grid.marks)]));
    grid.columns = columnsOf(model, grid.sections, grid.marks, state.order === "clusters");
    grid.at = new Map(grid.columns.map((u, at5) => [u, at5]));
    grid.lines = linesOf2(grid.sections, isFolded, heights);
    grid.lineOf = new Map(grid.lines.map((line, i2) => [line.task, i2]));
    grid.heads = new Map(grid.columns.map((u) => [u, shownCounts(units[u])]));
    grid.tallest = Math.max(1, ...[...grid.heads.values()].map(([, a, b, c]) => a + b + c));
    if ((grid.lines[grid.cursor.line] ?? { kind: "document" }).kind === "document" || grid.cursor.slot >= grid.columns.length) grid.cursor = { line: grid.lines.findIndex((line) => line.kind !== "document"), slot: -2 };
  }
  function shownCounts(unit) {
    return roleCounts(model, unit.tasks.filter((t) => grid.shown.has(t)), unit).map((n, role) => !role || state.roles.includes(role) ? n : 0);
  }
  function isFolded(section) {
    const nobody = grid.columns.length > 0 && section.doc >= 0 && !documents[section.doc].tasks.some((t) => tasks[t].mentions.length);
    const first = (FOLDED || nobody) && !isScoped(state) && !state.related;
    return first !== grid.toggled.has(section.key);
  }
  function fold(key) {
    if (!grid.toggled.delete(key)) grid.toggled.add(key);
    showMatrix();
  }
  function foldAll(folded) {
    for (const section of grid.sections) if (isFolded(section) !== folded && !grid.toggled.delete(section.key)) grid.toggled.add(section.key);
    showMatrix();
  }
  function columnsAt(line) {
    if (line.kind === "document" || line.kind === "section" && !isFolded(line.section)) return [];
    const found = line.kind === "task" ? grid.marks.get(line.task) : grid.sums.get(line.section.key);
    return [...found.keys()].map((u) => grid.at.get(u)).sort((a, b) => a - b);
  }
  function frame() {
    const before = document.getElementById("grid");
    const [top, left] = before ? [before.scrollTop, before.scrollLeft] : [0, 0];
    const focused = before?.contains(document.activeElement);
    const bare = grid.columns.length === 0;
    const corner = el("th", { class: "corner", scope: "col" }, el("p", { text: w(state.order === "clusters" ? "cornerClusters" : "corner") }), el("p", { text: w("cornerHint") }), el("p", { text: w("cornerLoad") }), matrixTools());
    const head = el("tr", { "aria-rowindex": 1 }, corner, leaders.length ? el("th", { class: "who", scope: "col" }, el("span", { text: w("leader") })) : null, el("th", { class: "cols", role: "presentation" }));
    const table2 = el("table", { id: "matrix", role: "treegrid", tabindex: 0, "aria-label": w("matrix"), "aria-rowcount": grid.lines.length + 1, "aria-colcount": grid.columns.length + 2, class: bare ? "matrix bare" : "matrix" }, el("thead", {}, head), el("tbody"));
    const box2 = el("div", { id: "grid", class: grid.low ? "low" : "" }, table2, el("div", { id: "column-hover", hidden: true }), el("div", { id: "column-chosen", hidden: true }));
    matrixView.replaceChildren(box2, el("button", { type: "button", id: "nearest", class: "quiet", hidden: true }));
    box2.addEventListener("mousemove", hoverMatrix);
    box2.addEventListener("mouseleave", () => hoverMatrix(null));
    box2.addEventListener("scroll", () => requestAnimationFrame(() => draw(false)), { passive: true });
    table2.addEventListener("keydown", moveInMatrix);
    table2.addEventListener("focus", () => markMatrix());
    box2.addEventListener("click", (event) => {
      const button = event.target.closest("[data-fold]");
      if (button) fold(button.dataset.fold);
    });
    grid.drawn = null;
    fitColumns();
    draw(true);
    box2.scrollTo(left, top);
    if (focused) table2.focus({ preventScroll: true });
  }
  function matrixTools() {
    const thing2 = thingOf(model, state.sel);
    const node = el("div", { class: "tools" });
    if (thing2 || state.related) {
      const box2 = el("input", { type: "checkbox", id: "related" });
      box2.checked = state.related;
      box2.addEventListener("change", () => go({ related: box2.checked }));
      const about2 = thingOf(model, state.with) && thing2?.kind === "task" ? thingOf(model, state.with) : thing2;
      node.append(el("label", { class: "switch" }, box2, el("span", { text: w("related") }), el("b", { class: "chosen-name", text: about2 ? ` ${nameOf(about2).slice(0, 16)}` : "" })));
    }
    const folding = grid.sections.filter(isFolded).length > grid.sections.length / 2;
    node.append(el("button", { type: "button", class: "quiet", text: folding ? w("openAll") : w("foldAll"), on: { click: () => foldAll(!folding) } }));
    if (model.clusters.length) {
      const together = state.order === "clusters";
      node.append(el("button", { type: "button", class: "quiet", "aria-pressed": String(together), text: w("byClusters"), on: { click: () => go({ order: together ? "rows" : "clusters" }) } }));
    }
    return node;
  }
  function fitColumns() {
    const box2 = document.getElementById("grid");
    if (!box2 || !box2.clientWidth) return;
    grid.left = [...box2.querySelectorAll("thead .corner, thead .who")].reduce((sum, th) => sum + th.offsetWidth, 0);
    const room = box2.clientWidth - grid.left - 12;
    const least = innerWidth > 760 ? 15 : 24;
    grid.cw = Math.max(least, Math.min(26, Math.floor(room / Math.max(1, grid.columns.length))));
    box2.style.setProperty("--cw", `${grid.cw}px`);
    box2.style.setProperty("--columns", grid.columns.length);
    box2.style.setProperty("--heads", `${grid.left}px`);
  }
  function inSight() {
    const box2 = document.getElementById("grid");
    const head = box2.querySelector("thead").offsetHeight;
    const lines = within2(grid.lines, box2.scrollTop, box2.scrollTop + box2.clientHeight - head);
    const from = Math.floor(box2.scrollLeft / grid.cw);
    const to = Math.ceil((box2.scrollLeft + box2.clientWidth - grid.left) / grid.cw);
    return { lines, columns: [Math.min(from, grid.columns.length), Math.min(to, grid.columns.length)] };
  }
  function draw(anew) {
    const box2 = document.getElementById("grid");
    if (!box2 || !box2.clientHeight) return;
    const seen = inSight();
    const held2 = grid.drawn && ["lines", "columns"].every((way) => grid.drawn[way][0] <= seen[way][0] && seen[way][1] <= grid.drawn[way][1]);
    if (anew || !held2) {
      const wide = (way, most) => [Math.max(0, seen[way][0] - SPARE[way]), Math.min(most, seen[way][1] + SPARE[way])];
      grid.drawn = { lines: wide("lines", grid.lines.length), columns: wide("columns", grid.columns.length) };
      const [from, to] = grid.drawn.lines;
      const space = (height) => el("tr", { class: "space", role: "presentation" }, el("td", { role: "presentation", data: { height } }));
      const last = grid.lines[grid.lines.length - 1];
      const rows = [space(grid.lines[from]?.top ?? 0), ...grid.lines.slice(from, to).map((line, i2) => rowOf2(line, from + i2, grid.drawn.columns)), space(last && to < grid.lines.length ? last.top + last.height - grid.lines[to].top : 0)];
      box2.querySelector("tbody").replaceChildren(...rows);
      for (const node of box2.querySelectorAll("[data-height]")) node.style.height = `${node.dataset.height}px`;
      box2.querySelector("thead .cols").replaceChildren(...headCells(grid.drawn.columns, 0));
      markMatrix();
    }
    pointToNearest(seen);
  }
  function reveal(line, slot) {
    const box2 = document.getElementById("grid");
    if (!box2) return;
    const { lines, columns } = inSight();
    const of = grid.lines[line];
    const high = box2.clientHeight - box2.querySelector("thead").offsetHeight;
    if (of && (line <= lines[0] || line >= lines[1] - 1)) box2.scrollTop = line < lines[0] + 1 ? of.top - grid.lines[0].height : of.top + 2 * of.height - high;
    if (slot >= 0 && (slot < columns[0] + 1 || slot >= columns[1] - 1)) box2.scrollLeft = (slot + 0.5) * grid.cw - (box2.clientWidth - grid.left) / 2;
    draw(false);
  }
  function revealInMatrix() {
    const sel = thingOf(model, state.sel);
    const other = thingOf(model, state.with);
    const unit = [sel, other].find((thing2) => thing2?.kind === "unit" && grid.at.has(thing2.i));
    const task = sel?.kind === "task" ? sel.i : sel?.kind === "leader" ? sel.of.tasks.find((t) => grid.lineOf.has(t)) : -1;
    if (sel) reveal(grid.lineOf.get(task) ?? -1, unit ? grid.at.get(unit.i) : -1);
  }
  function takeMatrix() {
    showMatrix();
    const rows = grid.sections.flatMap((section) => section.tasks).map((t) => {
      const marks = grid.marks.get(t);
      return [tasks[t].number, tasks[t].title || tasks[t].text, ...grid.columns.map((u) => marks.has(u) ? w(`short${marks.get(u)}`) : "")];
    });
    return { title: w("matrix"), columns: [w("number"), w("task"), ...grid.columns.map((u) => units[u].name)], rows };
  }
  var matrix = { name: "matrix", draw: showMatrix, take: takeMatrix };
  var resizing2 = 0;
  window.addEventListener("resize", () => {
    cancelAnimationFrame(resizing2);
    resizing2 = requestAnimationFrame(() => matrixView.hidden || showMatrix());
  });

  // src/views/matrix_print.js
  var STRIP = 43;
  var MOST = 3e3;
  function strips() {
    const most = Math.max(1, Math.ceil(grid.columns.length / STRIP));
    const short = grid.lines.length * most > MOST;
    const longest = Math.max(0, ...grid.columns.map((u) => units[u].short.length));
    const lines = [...grid.lines.entries()].filter(([, line]) => !short || line.kind !== "task");
    const tables = Array.from({ length: most }, (_, strip) => {
      const columns = [strip * STRIP, Math.min((strip + 1) * STRIP, grid.columns.length)];
      const head = el("tr", {}, el("th", { class: "corner" }, el("p", { text: w(state.order === "clusters" ? "cornerClusters" : "corner") }), el("p", { text: w("cornerLoad") })), leaders.length ? el("th", { class: "who", text: w("leader") }) : null, el("th", { class: "cols" }, ...headCells(columns, columns[0], longest)));
      const table2 = el("table", { class: grid.columns.length ? "matrix" : "matrix bare" }, el("thead", {}, head), el("tbody", {}, ...lines.map(([number, line]) => rowOf2(line, number, columns, columns[0]))));
      table2.style.setProperty("--columns", columns[1] - columns[0]);
      table2.style.setProperty("--names", `${13 * longest + 48}px`);
      for (const node of table2.querySelectorAll("[id]")) node.removeAttribute("id");
      return table2;
    });
    return el("div", { id: "matrix-print" }, short ? el("p", { class: "note", text: w("printShort") }) : null, ...tables);
  }
  function print(is) {
    document.getElementById("matrix-print")?.remove();
    if (matrixView.hidden) return;
    if (is) matrixView.append(strips());
    else showMatrix();
  }
  matchMedia("print").addEventListener("change", (event) => print(event.matches));
  window.addEventListener("beforeprint", () => print(true));
  window.addEventListener("afterprint", () => print(false));

  // src/views/path_plan.js
  function shortestPath(marks, from, to) {
    const tasksOf2 = /* @__PURE__ */ new Map();
    for (const [t, row] of marks) {
      for (const u of row.keys()) {
        const held2 = tasksOf2.get(u);
        if (held2) held2.push(t);
        else tasksOf2.set(u, [t]);
      }
    }
    const near = (unit) => {
      const found = /* @__PURE__ */ new Map();
      for (const t of tasksOf2.get(unit) ?? []) {
        for (const other of marks.get(t)?.keys() ?? []) {
          if (other === unit) continue;
          const held2 = found.get(other);
          if (held2) held2.push(t);
          else found.set(other, [t]);
        }
      }
      return found;
    };
    const reached = /* @__PURE__ */ new Map([[from, { before: -1, shared: [], sum: 0 }]]);
    let edge = [from];
    while (edge.length && !reached.has(to)) {
      const next2 = /* @__PURE__ */ new Map();
      for (const unit of edge) {
        for (const [other, shared] of near(unit)) {
          if (reached.has(other)) continue;
          const sum = (reached.get(unit)?.sum ?? 0) + shared.length;
          if (sum > (next2.get(other)?.sum ?? 0)) next2.set(other, { before: unit, shared, sum });
        }
      }
      for (const [unit, step] of next2) reached.set(unit, step);
      edge = [...next2.keys()].sort((a, b) => a - b);
    }
    if (from === to || !reached.has(to)) return null;
    const steps = [];
    for (let unit = to; unit !== from; ) {
      const step = (
        /** @type {{before: number, shared: number[], sum: number}} */
        reached.get(unit)
      );
      steps.unshift({ unit, shared: [...step.shared].sort((a, b) => a - b) });
      unit = step.before;
    }
    return { steps };
  }

  // src/views/path.js
  function pathView() {
    const ends = [state.sel, state.with].map((id) => model.byId.get(id)).map((thing2) => thing2?.kind === "unit" ? thing2.i : -1);
    const names = el("datalist", { id: "path-names" }, ...units.filter((u) => visibleUnit(state, u)).map((u) => el("option", { value: u.name })));
    const field = (end, word2) => {
      const input = el("input", { type: "text", list: "path-names", value: ends[end] >= 0 ? units[ends[end]].name : "", autocomplete: "off" });
      input.addEventListener("change", () => {
        const unit = unitNamed(input.value);
        input.setAttribute("aria-invalid", String(!unit && input.value.trim() !== ""));
        if (unit) go(end ? { with: unit.id } : { sel: unit.id });
      });
      return el("label", {}, el("span", { text: w(word2) }), " ", input);
    };
    return el("div", { class: "path" }, el("p", { class: "lead-in", text: w("pathHint") }), el("p", { class: "path-ends" }, field(0, "pathFrom"), field(1, "pathTo"), names), ...ends.every((u) => u >= 0) ? chain(ends[0], ends[1]) : []);
  }
  function unitNamed(words) {
    const said = words.trim().toLowerCase();
    const fits2 = (unit) => unit.name === said || unit.short === said || unit.keys.includes(said);
    return said ? units.filter((u) => visibleUnit(state, u)).find(fits2) : null;
  }
  function chain(from, to) {
    const marks = marksOf(model, shownTasks(model, state), new Set(state.roles), (unit) => visibleUnit(state, unit));
    const path = shortestPath(marks, from, to);
    if (!path) return [el("p", { class: "note", text: w("pathNone") })];
    const steps = path.steps.flatMap(({ unit, shared }) => [
      el("li", { class: "shares" }, el("p", { class: "note", text: w("nShared", shared.length) }), longList(shared, (t) => taskLine(t), 4)),
      el("li", {}, nameButton(unitThing(unit)))
    ]);
    return [el("p", { class: "note", text: w("pathLength", path.steps.length) }), el("ol", { class: "plain" }, el("li", {}, nameButton(unitThing(from))), ...steps)];
  }

  // src/views/network.js
  var networkView = rootOf("network");
  var net = { drawn: "", vis: null, nodes: null, edges: null, colors: /* @__PURE__ */ new Map(), faint: /* @__PURE__ */ new Map() };
  function copy(value) {
    return JSON.parse(JSON.stringify(value));
  }
  function networkData() {
    if (state.net === "leaders" && model.networks.leaders) return model.networks.leaders;
    return state.groups && model.networks.unitsGroups || model.networks.units || model.networks.leaders || null;
  }
  function showNetwork() {
    if (state.net === "path") {
      net.drawn = "";
      if (net.vis) net.vis.destroy();
      net.vis = null;
      networkView.replaceChildren(el("div", { class: "path-side" }, networkTools(), pathView()));
      return;
    }
    const data = networkData();
    const drawn4 = JSON.stringify([lang, state.net, state.groups, paper()]);
    if (net.drawn !== drawn4) {
      net.drawn = drawn4;
      drawNetwork(data);
    }
    dimNetwork();
  }
  function drawNetwork(data) {
    if (net.vis) net.vis.destroy();
    net.vis = null;
    if (!data || !data.nodes.length) {
      networkView.replaceChildren(el("p", { class: "lead-in", text: w("netNone") }));
      return;
    }
    const canvas = el("div", { id: "canvas", tabindex: 0, role: "application", "aria-label": `${w("network")}：${w("keyArrows")}` });
    networkView.replaceChildren(el("div", { class: "side-legend" }, networkTools(), networkLegend(data)), canvas);
    net.nodes = new vis.DataSet(copy(data.nodes));
    net.edges = new vis.DataSet(copy(data.edges));
    net.faint = new Map(data.nodes.map((n) => [n.id, n.opacity]));
    net.colors = new Map(data.edges.map((e) => [e.id, e.color]));
    net.vis = new vis.Network(canvas, { nodes: net.nodes, edges: net.edges }, themed(copy(data.options)));
    net.vis.on("beforeDrawing", (context) => drawFrames(context, data));
    net.vis.on("afterDrawing", (context) => drawTitles(context, data));
    net.vis.on("click", ({ nodes, edges }) => {
      if (nodes.length) go({ sel: nodes[0], with: "" });
      else if (edges.length && !data.aggregate) {
        const edge = net.edges.get(edges[0]);
        go({ sel: edge.from, with: edge.to });
      } else if (state.sel) go({ sel: "", with: "" });
    });
    net.vis.on("doubleClick", ({ nodes }) => nodes.length && openThing(nodes[0]));
    net.vis.on("hoverNode", ({ node, pointer }) => tipFor([node], pointer.DOM));
    net.vis.on("hoverEdge", ({ edge, pointer }) => {
      const e = net.edges.get(edge);
      if (e) tipFor([e.from, e.to], pointer.DOM);
    });
    for (const type of ["blurNode", "blurEdge", "dragStart", "zoom"]) net.vis.on(type, hideTip);
    for (const type of ["dragEnd", "zoom"]) net.vis.on(type, () => net.moved = true);
    net.moved = false;
    canvas.addEventListener("mouseleave", hideTip);
    canvas.addEventListener("keydown", moveInNetwork);
    watchSize.disconnect();
    watchSize.observe(canvas);
  }
  function themed(options) {
    Object.assign(options.nodes.font, { color: ink(), strokeColor: paper() });
    return options;
  }
  var watchSize = new ResizeObserver(() => {
    if (!net.vis || networkView.hidden) return;
    net.vis.setSize("100%", "100%");
    net.vis.redraw();
    if (!net.moved) fitNetwork();
  });
  function fitNetwork() {
    net.moved = false;
    const data = networkData();
    if (!net.vis || !data) return;
    if (!data.frames.length) return net.vis.fit({ animation: false, maxZoomLevel: 1.4 });
    const canvas = document.getElementById("canvas");
    const left = Math.min(...data.frames.map(({ frame: frame2 }) => frame2[0]));
    const top = Math.min(...data.frames.map(({ frame: frame2 }) => frame2[1]));
    const right = Math.max(...data.frames.map(({ frame: frame2 }) => frame2[0] + frame2[2]));
    const bottom = Math.max(...data.frames.map(({ frame: frame2 }) => frame2[1] + frame2[3]));
    const scale = Math.min(1.4, (canvas.clientWidth - 24) / (right - left), (canvas.clientHeight - 24) / (bottom - top));
    return net.vis.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
  }
  function tipFor(ids, at5) {
    const box2 = document.getElementById("canvas").getBoundingClientRect();
    const things = ids.map((id) => thingOf(model, id));
    if (things.some((t) => !t)) return;
    const lines = things.map((t) => el("b", {}, el("bdi", { text: nameOf(t) })));
    if (things.length === 2) {
      const mine = new Set(things[0].of.tasks);
      lines.push(el("p", { text: w("nShared", things[1].of.tasks.filter((t) => mine.has(t)).length) }));
    } else if (things[0].kind === "unit") {
      const [, lead, support, named4] = roleCounts(model, things[0].of.tasks, things[0].of);
      lines.push(el("p", { text: `${w("short1")} ${lead} · ${w("short2")} ${support} · ${w("short3")} ${named4}` }));
    } else lines.push(el("p", { text: w("nTasks", things[0].of.tasks.length) }));
    showTip(box2.left + at5.x, box2.top + at5.y, lines);
  }
  function drawFrames(context, data) {
    for (const { color, frame: frame2 } of data.frames) {
      context.beginPath();
      if (context.roundRect) context.roundRect(...frame2, 10);
      else context.rect(...frame2);
      context.globalAlpha = 0.09;
      context.fillStyle = color;
      context.fill();
      context.globalAlpha = 0.6;
      context.lineWidth = 1.5;
      context.strokeStyle = color;
      context.stroke();
      context.globalAlpha = 1;
    }
  }
  function drawTitles(context, data) {
    const scale = net.vis.getScale();
    const far = data.options.nodes.font.size * scale < data.options.nodes.scaling.label.drawThreshold;
    context.textAlign = far ? "center" : "left";
    context.textBaseline = far ? "middle" : "top";
    context.lineJoin = "round";
    for (const { key, frame: frame2 } of data.frames) {
      const titles = frameTitles(key);
      for (const size of far ? [15 / scale, 12 / scale, 10 / scale] : [15]) {
        context.font = `600 ${size}px ${data.options.nodes.font.face}`;
        const title2 = titles.find((text2) => context.measureText(text2).width < frame2[2] - size) ?? "";
        if (!title2 || size * 1.4 > frame2[3]) continue;
        const [x2, y] = far ? [frame2[0] + frame2[2] / 2, frame2[1] + frame2[3] / 2] : [frame2[0] + 12, frame2[1] + 8];
        context.lineWidth = size / 4;
        context.strokeStyle = paper();
        if (far) context.strokeText(title2, x2, y);
        context.fillStyle = ink();
        context.fillText(title2, x2, y);
        break;
      }
    }
  }
  function paper() {
    return getComputedStyle(document.documentElement).getPropertyValue("--paper").trim() || "#fff";
  }
  function ink() {
    return getComputedStyle(document.documentElement).getPropertyValue("--ink").trim() || "#1f2933";
  }
  function frameTitles(key) {
    if (key === "alone") return [w("unclustered")];
    if (key === "groups") return [w("groupPhrases")];
    const thing2 = thingOf(model, key);
    return thing2?.kind === "cluster" ? [nameOf(thing2), `${w("cluster")} ${thing2.i + 1}`, String(thing2.i + 1)] : [];
  }
  function networkTools() {
    const node = el("div", { class: "tools" });
    const choice = el("div", { class: "choice", role: "group" });
    for (const [name, word2] of [["units", "unitsUnits"], ["leaders", "leadersUnits"], ["path", "unitsPath"]]) {
      if (model.networks[name === "path" ? "units" : name]) choice.append(el("button", { type: "button", "aria-pressed": String(state.net === name), text: w(word2), on: { click: () => go({ net: name }) } }));
    }
    node.append(choice);
    if (state.net === "path") return node;
    const zoom = (factor) => () => net.vis.moveTo({ scale: net.vis.getScale() * factor });
    node.append(el("button", { type: "button", class: "quiet", text: w("fit"), on: { click: fitNetwork } }), el("button", { type: "button", class: "quiet", "aria-label": w("zoomIn"), title: w("zoomIn"), text: "＋", on: { click: zoom(1.3) } }), el("button", { type: "button", class: "quiet", "aria-label": w("zoomOut"), title: w("zoomOut"), text: "－", on: { click: zoom(1 / 1.3) } }));
    return node;
  }
  var SHAPES = {
    department: "M8 1.5A6.5 6.5 0 1 0 8 14.5A6.5 6.5 0 1 0 8 1.5Z",
    county_government: "M2 2H14V14H2Z",
    zone: "M8 1L15 8L8 15L1 8Z",
    enterprise: "M8 2L15 14H1Z",
    institution: "M4.5 2H11.5L15 8L11.5 14H4.5L1 8Z",
    vertical_agency: "M1 2H15L8 14Z",
    party: "M8 1L10 6H15.5L11 9.3L12.8 15L8 11.6L3.2 15L5 9.3L.5 6H6Z",
    group: "M8 1.5A6.5 6.5 0 1 0 8 14.5A6.5 6.5 0 1 0 8 1.5Z"
  };
  function networkLegend(data) {
    const box2 = el("details", { class: "legend", open: innerWidth > 900 }, el("summary", { text: w("legend") }));
    const text2 = data === model.networks.leaders ? w("netLeaders") : data.aggregate ? w("netAggregate") : `${w("netUnits", data.ties, data.of)}${w("sentenceGap")}${testedWords(data)}`;
    if (data !== model.networks.leaders) {
      box2.append(el("h2", { text: w("clusters") }), el("ul", { class: "plain" }, ...clusters.slice(0, 12).map((c, i2) => el("li", {}, swatch(i2), nameButton({ kind: "cluster", i: i2, of: c }, `${i2 + 1} · ${w("etAlShort", c.first, c.units.length)}`), c.verdict ? el("span", { class: "note", text: verdictWords(c) }) : null))));
      box2.append(el("p", { class: "note", text: w(clusters.some((c) => c.verdict) ? "clustersWritten" : "clustersUntested") }));
    }
    const drawn4 = new Set(data.nodes.map((n) => thingOf(model, n.id)).filter((t) => t?.kind === "unit").map((t) => t.of.kind));
    const kinds = el("ul", { class: "plain kinds" });
    for (const [kind, path] of Object.entries(SHAPES)) {
      if (drawn4.has(kind)) kinds.append(el("li", {}, svg("svg", { viewBox: "0 0 16 16", width: 13, height: 13 }, svg("path", { d: path })), kindWord(kind)));
    }
    if (drawn4.size) box2.append(el("h2", { text: `${w("kind")} · ${w("sizeLegend")}` }), kinds);
    box2.append(el("p", { class: "note", text: text2 }));
    return box2;
  }
  function verdictWords({ verdict: verdict2, stability }) {
    return ` ${w(`verdict_${verdict2}`)}${stability === null ? "" : ` ${stability.toFixed(2)}`}`;
  }
  function testedWords({ tested }) {
    if (!tested) return w("netUntested");
    return w(tested.written ? "netWritten" : "netTested", tested.sure, tested.methods.join("、"));
  }
  function dimNetwork() {
    if (!net.vis) return;
    const ids = [state.sel, state.with].filter((id) => id && net.nodes.get(id));
    const both = ids.length === 2;
    const near = new Set(ids);
    const lit = /* @__PURE__ */ new Set();
    for (const edge of net.edges.get()) {
      const has = both ? ids.includes(edge.from) && ids.includes(edge.to) : ids.includes(edge.from) || ids.includes(edge.to);
      if (!has) continue;
      lit.add(edge.id);
      near.add(edge.from).add(edge.to);
    }
    const calm = !ids.length;
    net.nodes.update(net.nodes.get().map((n) => ({ id: n.id, opacity: calm || near.has(n.id) ? net.faint.get(n.id) ?? 1 : 0.18, font: { ...n.font, color: fontColor(n, calm || near.has(n.id)) } })));
    net.edges.update(net.edges.get().map((e) => ({ id: e.id, color: { ...net.colors.get(e.id), opacity: calm ? net.colors.get(e.id).opacity : lit.has(e.id) ? 1 : 0.07 } })));
    net.vis.selectNodes(both ? [] : ids, false);
  }
  function fontColor(node, lit) {
    if (node.shape === "box") return "#FFFFFF";
    return lit ? ink() : "#8b97a3";
  }
  function moveInNetwork(event) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.key === "Enter" && state.sel) openThing(state.sel);
    if (!step) return;
    event.preventDefault();
    const places = net.vis.getPositions();
    const from = places[state.sel] || Object.values(places)[0];
    let best = null;
    for (const [id, p] of Object.entries(places)) {
      const along = (p.x - from.x) * step[0] + (p.y - from.y) * step[1];
      const across = Math.abs((p.x - from.x) * step[1]) + Math.abs((p.y - from.y) * step[0]);
      const far = along + 2.5 * across;
      if (along > 1 && (!best || far < best.far)) best = { id, far };
    }
    if (!best) return;
    go({ sel: state.sel ? best.id : Object.keys(places)[0], with: "" });
    document.getElementById("canvas").focus();
  }
  var network = { name: "network", draw: showNetwork, take: takeNetwork };
  function takeNetwork() {
    const data = networkData();
    const name = (id) => thingOf(model, id) ? nameOf(thingOf(model, id)) : id;
    const tested = Boolean(data?.tested);
    const columns = [w("name"), w("name"), w("tasks"), ...tested ? [w("moreThanChance")] : []];
    return { title: w("network"), columns, rows: (data?.edges ?? []).map((e) => [name(e.from), name(e.to), e.tasks ?? null, ...tested ? [e.sure ? w("yes") : ""] : []]) };
  }

  // src/cross.js
  var AXES = (
    /** @type {const} */
    ["leader", "unit", "sector", "county"]
  );
  var concerned = remembered(MENTIONS, (model2, state2) => {
    const found = /* @__PURE__ */ new Map();
    for (const t of shownTasks(model2, state2)) {
      const { sector, counties: counties2 } = model2.tasks[t];
      found.set(t, { leader: /* @__PURE__ */ new Set(), unit: /* @__PURE__ */ new Set(), sector: new Set(sector < 0 ? [] : [sector]), county: new Set(counties2.map(([county]) => county)) });
    }
    for (const i2 of shownMentions(model2, state2)) {
      const { role, who, task } = model2.mentions[i2];
      found.get(task)?.[role ? "unit" : "leader"].add(who);
    }
    return found;
  });
  function cross(model2, state2, down, across) {
    const rows = /* @__PURE__ */ new Map();
    const columns = /* @__PURE__ */ new Map();
    const cells = /* @__PURE__ */ new Map();
    let all = 0;
    for (const of of concerned(model2, state2).values()) {
      if (!of[down].size || !of[across].size) continue;
      all += 1;
      for (const r of of[down]) rows.set(r, (rows.get(r) ?? 0) + 1);
      for (const c of of[across]) columns.set(c, (columns.get(c) ?? 0) + 1);
      for (const r of of[down]) for (const c of of[across]) cells.set(`${r}|${c}`, (cells.get(`${r}|${c}`) ?? 0) + 1);
    }
    return { rows: ranked(rows, down), columns: ranked(columns, across), cells, all };
  }
  function ranked(counted, axis) {
    return [...counted].sort((a, b) => (axis === "sector" ? 0 : b[1] - a[1]) || a[0] - b[0]);
  }
  function axesOf(state2) {
    const down = AXES.find((axis) => axis === state2.rows) ?? "leader";
    const other = down === "unit" ? "sector" : "unit";
    const across = AXES.find((axis) => axis === state2.columns && axis !== down) ?? other;
    return [down, across];
  }
  function onAxis(model2, axis, i2) {
    return (
      /** @type {Thing} */
      thingAt(model2, axis, i2)
    );
  }

  // src/tables.js
  function rowsOf(model2, table2) {
    const texts = model2.texts ?? [];
    const columns = table2.cells.map((cells) => {
      if (!Array.isArray(cells)) return cells.of.map((i2) => i2 < 0 ? null : texts[i2]);
      return cells.map((value) => Array.isArray(value) ? value.map((i2) => texts[i2]).join("、") : value);
    });
    return (columns[0] ?? []).map((_, i2) => columns.map((column) => column[i2]));
  }
  function recordsOf(model2, table2) {
    return rowsOf(model2, table2).map((row) => Object.fromEntries(table2.columns.map((name, i2) => [name, row[i2]])));
  }
  function shown(value) {
    if (typeof value === "boolean") return value ? "✓" : "";
    if (typeof value === "number" && !Number.isInteger(value)) return String(Number(value.toFixed(4)));
    return String(value ?? "");
  }
  function percent(share) {
    return `${(100 * share).toFixed(1)}%`;
  }
  function grid2(label, heads, rows, extra = "") {
    const numeric = heads.map((_, i2) => rows.some((row) => isFigure(row[i2])) && rows.every((row) => isFigure(row[i2]) || row[i2] === "" || row[i2] === null || row[i2] === void 0));
    const put = (tag, value, i2, scope) => el(tag, { class: numeric[i2] ? "figure" : "", scope }, value instanceof Node ? value : el("bdi", { text: shown(value) }));
    const head = el("tr", {}, ...heads.map((name, i2) => put("th", name, i2, "col")));
    const body = rows.map((row) => el("tr", {}, ...row.map((value, i2) => i2 || value === "" ? put("td", value, i2) : put("th", value, i2, "row"))));
    return el("div", { class: `grid-box ${extra}`, tabindex: 0, role: "region", "aria-label": label }, el("table", { class: "plain-grid" }, el("thead", {}, head), el("tbody", {}, ...body)));
  }
  function isFigure(value) {
    return typeof value === "number" || typeof value === "string" && /^[-+]?[\d,.]+%?$/.test(value);
  }
  function part(title2, ...content) {
    return el("section", { class: "part" }, el("h2", { text: title2 }), ...content);
  }

  // src/lorenz.js
  function lorenzPoints(loads) {
    const total = loads.reduce((sum, x2) => sum + x2, 0);
    let running = 0;
    const points = [[0, 0]];
    [...loads].sort((a, b) => a - b).forEach((x2, i2) => {
      running += x2;
      points.push([(i2 + 1) / loads.length, running / total]);
    });
    return points;
  }
  function gini(loads) {
    const n = loads.length;
    const total = loads.reduce((sum, x2) => sum + x2, 0);
    return [...loads].sort((a, b) => a - b).reduce((sum, x2, i2) => sum + (2 * (i2 + 1) - n - 1) * x2, 0) / (n * total);
  }

  // src/views/overview_lorenz.js
  var SIZE = 180;
  var LEFT = 34;
  var BELOW = 30;
  var TOP = 8;
  function lorenzPicture(model2, state2, scope) {
    const loads = unitLoads(model2, state2).map(({ tasks: tasks4 }) => tasks4);
    if (loads.length < 2) return null;
    const points = lorenzPoints(loads);
    const half = points[Math.floor(points.length / 2)][1];
    const x2 = (share) => LEFT + SIZE * share;
    const y = (share) => TOP + SIZE * (1 - share);
    const path = points.map(([u, t], i2) => `${i2 ? "L" : "M"}${x2(u).toFixed(1)} ${y(t).toFixed(1)}`).join("");
    const said = w("lorenzSaid", loads.length, percent(half));
    const picture2 = svg(
      "svg",
      { class: "lorenz", viewBox: `0 0 ${LEFT + SIZE + 18} ${TOP + SIZE + BELOW}`, role: "img", "aria-label": said },
      svg("path", { class: "between", d: `${path}L${x2(0)} ${y(0)}Z` }),
      svg("path", { class: "even", d: `M${x2(0)} ${y(0)}L${x2(1)} ${y(1)}` }),
      svg("path", { class: "frame", d: `M${x2(0)} ${y(1)}L${x2(0)} ${y(0)}L${x2(1)} ${y(0)}` }),
      svg("path", { class: "curve", d: path }),
      ...[0, 0.5, 1].flatMap((share) => [text(x2(share), y(0) + 14, "middle", percent0(share)), text(x2(0) - 5, y(share) + 4, "end", percent0(share))]),
      text(x2(0.5), y(0) + 27, "middle", w("lorenzUnits"))
    );
    const figures2 = el("p", {}, el("b", { class: "gini", text: w("lorenzGini", gini(loads).toFixed(2)) }), " ", el("span", { class: "note", text: intervalWords(state2, scope) }));
    return el("figure", { class: "lorenz-box" }, el("figcaption", { text: w("lorenz") }), figures2, picture2, el("p", { class: "note", text: said }));
  }
  function intervalWords(state2, scope) {
    const row = scope?.findings.find(({ name }) => name === "concentrated")?.rows[0];
    const asTold = state2.roles.length === 3 && !state2.groups && !isFiltered(state2) && !state2.related;
    return row && asTold ? w("lorenzInterval", row[3], row[4], row[5]) : w("lorenzNoInterval");
  }
  var percent0 = (share) => `${Math.round(100 * share)}%`;
  function text(x2, y, anchor, words) {
    return svg("text", { x: x2, y, "text-anchor": anchor }, words);
  }

  // src/views/overview.js
  var UNITS = 12;
  var LEADERS = 8;
  var LONGEST = 11;
  var drawnFor = "";
  var overview = {
    name: "overview",
    draw(root, model2, state2) {
      const drawn4 = JSON.stringify([lang, shownKey(state2), state2.documents, state2.years, state2.city]);
      if (drawnFor === drawn4) return;
      drawnFor = drawn4;
      root.replaceChildren(el("div", { class: "overview" }, findingsPart(model2, state2), el("div", { class: "pictures" }, loadPicture(model2, state2), lorenzPicture(model2, state2, scopeOf(model2, state2)), heatPicture(model2, state2))));
    },
    take(model2, state2) {
      const scope = scopeOf(model2, state2) ?? model2.scopes?.[0];
      const rows = (scope?.findings ?? []).map((one) => [one.title[at3()], one.said[at3()], one.method[at3()]]);
      return { title: w("overview"), columns: [w("what"), w("words"), w("methodWord")], rows };
    },
    here: (model2) => Boolean(model2.scopes?.length)
  };
  var at3 = () => lang === "zh" ? 0 : 1;
  function scopeOf(model2, state2) {
    const chosen3 = scopeDocuments(model2, state2);
    return (model2.scopes ?? []).find(({ documents: documents2 }) => documents2.length === chosen3.size && documents2.every((i2) => chosen3.has(i2))) ?? null;
  }
  function findingsPart(model2, state2) {
    const own = scopeOf(model2, state2);
    const scope = own ?? model2.scopes?.[0];
    const found = scope?.findings ?? [];
    const head = own ? w("findingsOf", scopeDocuments(model2, state2).size, scopeTasks(model2, state2).length, model2.day) : w("findingsOfAll", model2.documents.length);
    return el(
      "section",
      { class: "findings", "aria-label": w("overview") },
      el("p", { class: own ? "note" : "note warn", text: head }),
      isFiltered(state2) ? el("p", { class: "note warn", text: w("findingsNotFiltered") }) : null,
      found.length ? el("ol", {}, ...found.map(findingItem)) : el("p", { text: w("noFindings") })
    );
  }
  function findingItem(one) {
    const follow = el("button", { type: "button", class: "said", data: { finding: one.name }, on: { click: () => go({ ...one.link, sel: "", with: "" }) } }, one.said[at3()], el("span", { class: "go", "aria-hidden": "true", text: " →" }));
    const more = el("details", {}, el("summary", { text: w("tableAndMethod") }));
    more.addEventListener("toggle", () => more.open && more.children.length === 1 && more.append(findingTable(one), el("p", { class: "note", text: w("methodIs", one.method[at3()]) })));
    return el("li", {}, el("h2", { text: one.title[at3()] }), follow, more);
  }
  function findingTable(one) {
    const text2 = (cell3) => Array.isArray(cell3) ? cell3[at3()] : cell3;
    const rows = one.rows.map((row, i2) => {
      const link = one.links[i2];
      return row.map((cell3, c) => link && c === 0 ? el("button", { type: "button", class: "name", on: { click: () => go({ ...link, sel: "", with: "" }) } }, el("bdi", { text: text2(cell3) || w("showIt") })) : text2(cell3));
    });
    return grid2(one.title[at3()], one.head.map(text2), [...rows, ...one.sums.map((row) => row.map(text2))]);
  }
  function loadPicture(model2, state2) {
    const rows = unitLoads(model2, state2);
    const most = Math.max(1, ...rows.slice(0, UNITS).map(({ counts }) => counts[1] + counts[2] + counts[3]));
    const bars = rows.slice(0, UNITS).map(({ i: i2, counts, tasks: tasks4 }) => {
      const bar2 = el("span", { class: "role-bar", "aria-hidden": "true" });
      for (const role of [1, 2, 3]) {
        if (!counts[role]) continue;
        const piece = el("i", { class: MARKS[role], title: `${w(`short${role}`)} ${counts[role]}` });
        piece.style.width = `${100 * counts[role] / most}%`;
        bar2.append(piece);
      }
      const roles = [1, 2, 3].filter((role) => counts[role]).map((role) => `${w(`short${role}`)} ${counts[role]}`).join(w("comma"));
      return el("li", {}, nameButton(unitThing(i2), shortOf(unitThing(i2))), bar2, el("b", { class: "figure", text: tasks4 }), el("span", { class: "unseen", text: roles }));
    });
    const key = el("p", { class: "note key" }, ...[1, 2, 3].flatMap((role) => [markOf(role), `${w(`short${role}`)} `]), w("firstOf", bars.length, rows.length));
    return figure(w("loadByRole"), key, bars.length ? el("ol", { class: "load-bars" }, ...bars) : el("p", { class: "note", text: w("nothingHere") }));
  }
  function heatPicture(model2, state2) {
    const found = cross(model2, state2, "leader", "unit");
    const rows = found.rows.slice(0, LEADERS);
    const columns = found.columns.slice(0, UNITS);
    if (!rows.length) return null;
    const most = Math.max(1, ...rows.flatMap(([r]) => columns.map(([c]) => found.cells.get(`${r}|${c}`) ?? 0)));
    const head = el("tr", {}, el("td"), ...columns.map(([c]) => el("th", { scope: "col" }, el("span", { class: "upright" }, nameButton(unitThing(c), brief(unitThing(c)))))));
    const body = rows.map(([r]) => el("tr", {}, el("th", { scope: "row" }, nameButton(leaderThing(r))), ...columns.map(([c]) => heatCell(found.cells.get(`${r}|${c}`) ?? 0, most, () => go({ view: "tasks", leader: model2.leaders[r].id, unit: model2.units[c].id }), w("pivotCell", model2.leaders[r].name, model2.units[c].name, found.cells.get(`${r}|${c}`) ?? 0)))));
    const all = el("button", { type: "button", class: "more", text: `${w("pivot")} →`, on: { click: () => go({ view: "pivot", rows: "leader", columns: "unit" }) } });
    return figure(w("heatLeaders"), el("p", { class: "note" }, all), el("div", { class: "grid-box", tabindex: 0, role: "region", "aria-label": w("heatLeaders") }, el("table", { class: "heat" }, el("thead", {}, head), el("tbody", {}, ...body))));
  }
  function heatCell(n, most, open2, label) {
    if (!n) return el("td");
    const node = el("td", { class: "figure" }, el("button", { type: "button", text: n, title: label, "aria-label": label, tabindex: -1, on: { click: open2 } }));
    const step = Math.ceil(6 * n / most);
    node.dataset.heat = String(step);
    return node;
  }
  function brief(thing2) {
    const name = shortOf(thing2);
    return [...name].length > LONGEST ? `${[...name].slice(0, LONGEST - 1).join("")}…` : name;
  }
  function figure(title2, ...content) {
    return el("figure", {}, el("figcaption", { text: title2 }), ...content);
  }

  // src/views/pivot.js
  var ROWS = 60;
  var COLUMNS2 = 40;
  var drawnFor2 = "";
  var pivot = {
    name: "pivot",
    draw(root, model2, state2) {
      const drawn4 = JSON.stringify([lang, shownKey(state2), axesOf(state2)]);
      if (drawnFor2 === drawn4) return;
      drawnFor2 = drawn4;
      const [down, across] = axesOf(state2);
      const found = cross(model2, state2, down, across);
      root.replaceChildren(el("div", { class: "pivot" }, choices(down, across), el("p", { class: "note", text: w("pivotNote") }), found.rows.length ? table(model2, found, down, across) : el("p", { text: w("nothingHere") })));
    },
    take(model2, state2) {
      const [down, across] = axesOf(state2);
      const { rows, columns, cells, all } = cross(model2, state2, down, across);
      const body = rows.map(([r, tasks4]) => [nameOf(onAxis(model2, down, r)), ...columns.map(([c]) => cells.get(`${r}|${c}`) ?? 0), tasks4]);
      return {
        title: title(down, across),
        columns: [w(down), ...columns.map(([c]) => nameOf(onAxis(model2, across, c))), w("sumOf")],
        rows: [...body, [w("sumOf"), ...columns.map(([, tasks4]) => tasks4), all]]
      };
    }
  };
  var title = (down, across) => w("pivotTitle", w(down), w(across));
  function choices(down, across) {
    const choice = (label, field, now, other) => {
      const select = el("select", { data: { axis: field } }, ...AXES.filter((axis) => axis !== other || field === "rows").map((axis) => el("option", { value: axis, selected: axis === now, text: w(axis) })));
      select.addEventListener("change", () => go(field === "rows" ? { rows: select.value, columns: select.value === across ? down : across } : { rows: down, columns: select.value }));
      return el("label", {}, `${w(label)} `, select);
    };
    return el("p", { class: "choices" }, el("b", { text: title(down, across) }), choice("pivotRows", "rows", down, across), choice("pivotColumns", "columns", across, down));
  }
  function table(model2, found, down, across) {
    const rows = found.rows.slice(0, ROWS);
    const columns = found.columns.slice(0, COLUMNS2);
    const most = Math.max(1, ...found.cells.values());
    const name = (axis, i2) => nameButton(onAxis(model2, axis, i2), shortOf(onAxis(model2, axis, i2)));
    const head = el("tr", {}, el("td"), ...columns.map(([c]) => el("th", { scope: "col" }, el("span", { class: "upright" }, nameButton(onAxis(model2, across, c), brief(onAxis(model2, across, c)))))), el("th", { scope: "col", class: "all-of", text: w("sumOf") }));
    const body = rows.map(([r, tasks4]) => {
      const cells = columns.map(([c]) => {
        const n = found.cells.get(`${r}|${c}`) ?? 0;
        const both = { [down]: onAxis(model2, down, r).of.id, [across]: onAxis(model2, across, c).of.id };
        return heatCell(n, most, () => go({ view: "tasks", ...both }), w("pivotCell", nameOf(onAxis(model2, down, r)), nameOf(onAxis(model2, across, c)), n));
      });
      return el("tr", {}, el("th", { scope: "row" }, name(down, r)), ...cells, el("td", { class: "figure all-of", text: tasks4 }));
    });
    const foot = el("tr", {}, el("th", { scope: "row", class: "all-of", text: w("sumOf") }), ...columns.map(([, tasks4]) => el("td", { class: "figure all-of", text: tasks4 })), el("td", { class: "figure all-of", text: found.all }));
    const cut2 = rows.length < found.rows.length || columns.length < found.columns.length;
    const box2 = el("div", { class: "grid-box tall", tabindex: 0, role: "region", "aria-label": title(down, across) }, el("table", { class: "heat big" }, el("thead", {}, head), el("tbody", {}, ...body), el("tfoot", {}, foot)));
    box2.addEventListener("keydown", (event) => walk(box2, event));
    return el("div", {}, cut2 ? el("p", { class: "note", text: w("pivotMore", rows.length, columns.length, found.rows.length, found.columns.length) }) : null, box2);
  }
  function walk(box2, event) {
    const step = (
      /** @type {Record<string, [number, number]>} */
      { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key]
    );
    if (!step) return;
    const lines = [...box2.querySelectorAll("tbody tr")].map((line) => [...line.querySelectorAll("td")]);
    const now = document.activeElement?.closest("td");
    let r = lines.findIndex((line) => now && line.includes(now));
    let c = r < 0 ? -1 : lines[r].indexOf(
      /** @type {HTMLTableCellElement} */
      now
    );
    if (r < 0) [r, c] = [0, -1];
    for (let left = 400; left; left -= 1) {
      if (now) [r, c] = [r + step[0], c + step[1]];
      else c += 1;
      const cell3 = lines[r]?.[c];
      if (!cell3) return;
      const button = cell3.querySelector("button");
      if (button) {
        event.preventDefault();
        return button.focus();
      }
    }
  }

  // src/model_names.js
  function byNameOf(model2) {
    const at5 = /* @__PURE__ */ new Map();
    for (
      const kind of
      /** @type {const} */
      ["unit", "leader"]
    ) {
      model2.kinds[kind].forEach((of, i2) => at5.set(`${kind}|${of.name}`, [...at5.get(`${kind}|${of.name}`) ?? [], i2]));
    }
    return (kind, name) => {
      const found = at5.get(`${kind}|${name}`) ?? [];
      if (found.length !== 1) return null;
      return kind === "unit" ? thingAt(model2, "unit", found[0]) : thingAt(model2, "leader", found[0]);
    };
  }

  // src/views/years.js
  var drawnFor3 = "";
  var chosen = 0;
  var years = {
    name: "years",
    here: (model2) => Boolean(model2.comparisons?.length),
    draw(root, model2) {
      const drawn4 = JSON.stringify([lang, chosen]);
      if (drawnFor3 === drawn4) return;
      drawnFor3 = drawn4;
      const pairs = model2.comparisons ?? [];
      const pair = pairs[chosen] ?? pairs[0];
      const choices2 = pairs.map((of, i2) => el("button", { type: "button", class: "choose", "aria-pressed": String(i2 === chosen), text: w("yearsPair", of.city, of.before, of.after), on: { click: () => {
        chosen = i2;
        years.draw(
          root,
          model2,
          /** @type {any} */
          null
        );
      } } }));
      root.replaceChildren(el("div", { class: "reading" }, el("p", { class: "chips", role: "group", "aria-label": w("years") }, ...choices2), ...pairParts(model2, pair)));
    },
    take(model2) {
      const pair = (model2.comparisons ?? [])[chosen];
      const table2 = pair?.tables.load;
      return { title: pair ? w("yearsPair", pair.city, pair.before, pair.after) : w("years"), columns: table2?.columns ?? [], rows: table2 ? (
        /** @type {any} */
        rowsOf(model2, table2)
      ) : [] };
    }
  };
  function pairParts(model2, pair) {
    if (!pair.tables.summary) return [el("p", { text: w("yearsTooLarge", pair.before, pair.after) })];
    return [
      el("p", { class: "note", text: w("yearsScope", pair.before, pair.after) }),
      el("div", { class: "both" }, part(w("yearsSummary"), summary(model2, pair.tables.summary)), part(w("yearsConcentration"), concentration(model2, pair.tables.concentration))),
      part(w("yearsLoad"), load(model2, pair.tables.load), cut(pair.tables.load)),
      part(w("yearsLeads"), leads(model2, pair.tables.leads), cut(pair.tables.leads)),
      part(w("yearsLeaders"), leaders2(model2, pair.tables.leaders), cut(pair.tables.leaders)),
      part(w("yearsTasks"), tasks3(model2, pair.tables.tasks), cut(pair.tables.tasks))
    ];
  }
  function cut(table2) {
    const first = Array.isArray(table2.cells[0]) ? table2.cells[0].length : table2.cells[0]?.of.length ?? 0;
    return first < table2.total ? el("p", { class: "note", text: w("onlyFirst", first, table2.total) }) : null;
  }
  function named3(model2, id, name) {
    const thing2 = thingOf(model2, String(id));
    return thing2 ? nameButton(thing2, name ? String(name) : void 0) : String(name ?? "");
  }
  var verdict = (yes) => el("span", { class: yes ? "beyond" : "note", text: w(yes ? "beyond" : "notBeyond") });
  function summary(model2, table2) {
    const rows = recordsOf(model2, table2).map((row) => [w(`diff_${row.what}`), row.before, row.after, row.change]);
    return grid2(w("yearsSummary"), [w("what"), w("before"), w("after"), w("change")], rows);
  }
  function concentration(model2, table2) {
    const rows = recordsOf(model2, table2).map((row) => [`${w(`load_${row.load}`)} ${w(`measure_${row.measure}`)}`, shown(row.before), shown(row.after), interval(row.low, row.high), verdict(row.beyond_chance)]);
    return rows.length ? grid2(w("yearsConcentration"), [w("measure"), w("before"), w("after"), w("interval"), w("verdict")], rows) : el("p", { text: w("qualityNone") });
  }
  var interval = (low, high) => `${signed(low)} … ${signed(high)}`;
  var signed = (value) => typeof value === "number" ? `${value > 0 ? "+" : ""}${value.toFixed(2)}` : "";
  function load(model2, table2) {
    const records = recordsOf(model2, table2);
    const ordered = [...records.filter((row) => row.beyond_chance), ...records.filter((row) => !row.beyond_chance)];
    const rows = ordered.map((row) => [named3(model2, row.unit_id, row.unit), row.tasks_before, row.tasks_after, percent(Number(row.reach_before)), percent(Number(row.reach_after)), interval(row.reach_low, row.reach_high), verdict(row.beyond_chance)]);
    return grid2(w("yearsLoad"), [w("unit"), w("tasksBefore"), w("tasksAfter"), w("reachBefore"), w("reachAfter"), w("interval"), w("verdict")], rows, "tall");
  }
  function leads(model2, table2) {
    const rows = recordsOf(model2, table2).map((row) => [named3(model2, row.task_after_id, null), row.leads_before, row.leads_after]);
    return rows.length ? grid2(w("yearsLeads"), [w("task"), w("leadBefore"), w("leadAfter")], rows, "wordy") : el("p", { text: w("qualityNone") });
  }
  function leaders2(model2, table2) {
    const rows = recordsOf(model2, table2).map((row) => [named3(model2, row.leader_id, row.leader), row.tasks_before, row.tasks_after, row.change]);
    return rows.length ? grid2(w("yearsLeaders"), [w("leader"), w("tasksBefore"), w("tasksAfter"), w("change")], rows) : el("p", { text: w("qualityNone") });
  }
  function tasks3(model2, table2) {
    const rows = recordsOf(model2, table2).map((row) => [w(`state_${row.state}`), named3(model2, row.task_after_id ?? row.task_before_id, null), String(row.changed ?? "").split("、").filter((name) => name).map((name) => w(`changed_${name}`)).join(w("comma"))]);
    return rows.length ? grid2(w("yearsTasks"), [w("state"), w("task"), w("whatChanged")], rows, "tall wordy") : el("p", { text: w("qualityNone") });
  }

  // src/views/quality.js
  var drawnFor4 = "";
  var quality = {
    name: "quality",
    here: (model2) => Boolean(model2.quality),
    draw(root, model2, state2) {
      const drawn4 = JSON.stringify([lang, state2.documents, state2.years, state2.city]);
      if (drawnFor4 === drawn4) return;
      drawnFor4 = drawn4;
      root.replaceChildren(el("div", { class: "reading" }, scopePart(model2, state2), doubtsPart(model2), namesPart(model2)));
    },
    take(model2) {
      const doubts = model2.quality?.doubts;
      return { title: w("quality"), columns: doubts?.columns ?? [], rows: doubts ? (
        /** @type {any} */
        rowsOf(model2, doubts)
      ) : [] };
    }
  };
  function scopePart(model2, state2) {
    const chosen3 = scopeDocuments(model2, state2);
    const documents2 = model2.documents.filter((_, i2) => chosen3.has(i2));
    const found = [...new Set(documents2.map((of) => of.year).filter((year) => year))].sort();
    const cities = [...new Set(documents2.map((of) => of.city).filter((city) => city))].sort();
    const tasks4 = documents2.reduce((sum, of) => sum + of.tasks.length, 0);
    const rows = documents2.map((of) => [of.title, of.number, of.date, of.year || "", of.city, of.tasks.length]);
    return part(
      w("qualityScope"),
      el("p", { text: w("qualityPooled", documents2.length, tasks4, found.join("、") || "–", cities.join("、") || "–") }),
      found.length > 1 ? el("p", { class: "note warn", text: w("qualityPooledMany") }) : null,
      grid2(w("qualityScope"), [w("document"), w("docNumber"), w("date"), w("year"), w("city"), w("tasks")], rows, "wordy"),
      el("p", { class: "note", text: w("qualityUnread") })
    );
  }
  var reason = (row) => lang === "zh" ? row.reason_zh : row.reason;
  var place2 = (where) => String(where).replace(/^line (\d+)$/, (_, line) => w("line", line));
  function doubtsPart(model2) {
    const table2 = model2.quality?.doubts;
    if (!table2) return null;
    const rows = recordsOf(model2, table2).map((row) => [row.words, reason(row), place2(row.where), row.document]);
    const content = rows.length ? grid2(w("qualityDoubts", table2.total), [w("printedWords"), w("why"), w("where"), w("document")], rows, "wordy") : el("p", { text: w("qualityNone") });
    return part(w("qualityDoubts", table2.total), content, cut(table2), rows.length ? el("p", { class: "note", text: w("qualitySettle") }) : null);
  }
  function namesPart(model2) {
    const table2 = model2.quality?.names;
    if (!table2) return null;
    const find = byNameOf(model2);
    const named4 = (kind, city, name) => {
      const thing2 = find(String(kind), String(name));
      return thing2 ? nameButton(thing2) : String(name);
    };
    const rows = recordsOf(model2, table2).map((row) => [named4(row.what, row.city, row.name), row.mentions, named4(row.what, row.city, row.other), row.other_mentions, reason(row), row.place ?? w("line", row.line)]);
    const content = rows.length ? grid2(w("qualityNames", table2.total), [w("name"), w("times"), w("otherName"), w("times"), w("why"), w("where")], rows, "wordy") : el("p", { text: w("qualityNone") });
    return part(w("qualityNames", table2.total), content, cut(table2));
  }

  // src/views/queries.js
  var drawnFor5 = "";
  var queries = {
    name: "queries",
    here: (model2) => Boolean(model2.queries?.length),
    draw(root, model2, state2) {
      const drawn4 = JSON.stringify([lang, state2.query]);
      if (drawnFor5 === drawn4) return;
      drawnFor5 = drawn4;
      const all = model2.queries ?? [];
      const one = all.find(({ name }) => name === state2.query);
      const answered = all.filter(({ answer }) => answer).length;
      root.replaceChildren(
        el("div", { class: "queries" }, el("nav", { "aria-label": w("queries") }, el("p", { class: "note", text: w("queriesIntro", all.length, answered) }), ...topics(all, state2.query)), one ? answerOf(model2, one) : el("p", { class: "note pick", text: w("queryPick") }))
      );
      if (innerWidth > 700) root.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
    },
    take(model2, state2) {
      const one = (model2.queries ?? []).find(({ name }) => name === state2.query);
      return { title: one ? one.title[at4()] : w("queries"), columns: one?.answer?.columns ?? [], rows: one?.answer ? (
        /** @type {any} */
        rowsOf(model2, one.answer)
      ) : [] };
    }
  };
  var at4 = () => lang === "zh" ? 0 : 1;
  function topics(all, chosen3) {
    const names = [...new Set(all.map(({ topic }) => topic))];
    return names.map((topic) => {
      const of = all.filter((query) => query.topic === topic);
      const rows = of.map((query) => el("li", {}, el("button", { type: "button", class: query.answer ? "answered" : "", "aria-current": query.name === chosen3 ? "true" : null, data: { query: query.name }, text: query.title[at4()], on: { click: () => go({ query: query.name }) } })));
      const box2 = el("details", { open: of.some(({ name, answer }) => name === chosen3 || answer) }, el("summary", { text: w(`topic_${topic}`) }), el("ul", { class: "plain" }, ...rows));
      return box2;
    });
  }
  function answerOf(model2, one) {
    const values = one.needs.map((name) => ` -p ${name}=…`).join("");
    const command = el("code", { text: `zeren query ${one.name}${values}` });
    const part2 = el("section", { class: "answer", "aria-label": one.title[at4()] }, el("h2", { text: one.title[at4()] }), el("p", { text: one.question[at4()] }), el("p", { class: "note" }, w("queryAsk"), " ", command));
    if (!one.answer) part2.append(el("p", { class: "note warn", text: w(`left_${one.left}`, one.needs.join("、")) }));
    else part2.append(...answerTable(model2, one));
    return part2;
  }
  function answerTable(model2, one) {
    const { answer } = one;
    if (!answer) return [];
    const rows = rowsOf(model2, answer);
    if (!rows.length) return [el("p", { text: w("queryNoRow") })];
    const note = w(rows.length < answer.total ? "onlyFirstRows" : "queryRows", rows.length);
    const { columns } = answer;
    const kept2 = columns.map((_, i2) => i2).filter((i2) => !columns.includes(columns[i2].replace(/_id$/, "")) || !columns[i2].endsWith("_id"));
    const shown2 = rows.map((row) => kept2.map((i2) => linked(model2, row[columns.indexOf(`${columns[i2]}_id`)] ?? row[i2], row[i2])));
    return [el("p", { class: "note", text: note }), grid2(one.title[at4()], kept2.map((i2) => columns[i2]), shown2, "tall")];
  }
  function linked(model2, id, value) {
    const thing2 = typeof id === "string" ? thingOf(model2, id) : null;
    return thing2 ? nameButton(thing2, value === id ? void 0 : String(value)) : value;
  }

  // src/views/index.js
  var ALL = [overview, tasks2, matrix, focus, network, pivot, years, quality, queries, list];
  var VIEWS = ALL.filter((view2) => !view2.here || view2.here(model));
  function viewOf(name) {
    return VIEWS.find((view2) => view2.name === name) ?? VIEWS[0];
  }

  // src/frame.js
  var STRIP2 = 3;
  var framed = "";
  function showFrame() {
    if (framed !== lang) {
      framed = lang;
      for (
        const node of
        /** @type {NodeListOf<HTMLElement>} */
        document.querySelectorAll("[data-word]")
      ) node.textContent = w(node.dataset.word ?? "");
      for (
        const node of
        /** @type {NodeListOf<HTMLInputElement>} */
        document.querySelectorAll("[data-hint]")
      ) node.placeholder = w(node.dataset.hint ?? "");
      for (
        const node of
        /** @type {NodeListOf<HTMLElement>} */
        document.querySelectorAll("[data-label]")
      ) {
        node.setAttribute("aria-label", w(node.dataset.label ?? ""));
        if (node.matches("button, select")) node.title = w(node.dataset.label ?? "");
      }
      byId("lang").textContent = lang === "zh" ? "EN" : "中文";
      drawTabs();
      drawDocuments();
    }
    const now = viewOf(state.view).name;
    document.body.dataset.view = now;
    for (
      const tab of
      /** @type {NodeListOf<HTMLElement>} */
      document.querySelectorAll("#views [role=tab]")
    ) {
      const is = tab.dataset.view === now;
      tab.setAttribute("aria-selected", String(is));
      tab.tabIndex = is ? 0 : -1;
    }
    markDocuments();
    drawFigures();
    drawNotes();
  }
  function drawTabs() {
    byId("views").replaceChildren(...VIEWS.map(({ name }) => el("button", { type: "button", role: "tab", id: `tab-${name}`, data: { view: name }, "aria-controls": `${name}-view`, text: w(name) })));
  }
  function drawDocuments() {
    const rows = documents.map((of, i2) => {
      const facts = [of.issuer, of.date].filter((text2) => text2).map((text2) => el("bdi", { text: text2 }));
      const number = of.number ? el("bdi", { class: "number", text: of.number }) : null;
      const button = el("button", { type: "button", data: { document: i2 }, title: of.title }, number, el("span", { class: "name" }, el("bdi", { text: of.title })), el("span", { class: "facts" }, ...facts, el("span", { text: w("nTasks", of.tasks.length) })));
      return el("li", {}, button);
    });
    const place3 = byId("documents");
    if (documents.length <= STRIP2) return place3.replaceChildren(el("ul", {}, ...rows));
    const box2 = el("details", {}, el("summary", {}), el("div", { class: "pop" }, yearsChoice(), citiesChoice(), el("ul", {}, ...rows)));
    return place3.replaceChildren(box2);
  }
  function yearsChoice() {
    if (model.years.length < 2) return null;
    return el("p", { class: "chips", role: "group", "aria-label": w("year") }, ...model.years.map((year) => el("button", { type: "button", class: "choose", data: { year }, text: year, on: { click: () => go({ years: toggled(state.years, year) }) } })));
  }
  function citiesChoice() {
    if (model.cities.length < 2) return null;
    return el("p", { class: "chips", role: "group", "aria-label": w("city") }, ...model.cities.map((city) => el("button", { type: "button", class: "choose", data: { city }, text: city, on: { click: () => go({ city: state.city === city ? "" : city }) } })));
  }
  function toggled(list3, one) {
    return list3.includes(one) ? list3.filter((each) => each !== one) : [...list3, one].sort();
  }
  function markDocuments() {
    const place3 = byId("documents");
    for (
      const button of
      /** @type {NodeListOf<HTMLElement>} */
      place3.querySelectorAll("[data-document], [data-year], [data-city]")
    ) {
      const { document: at5, year, city } = button.dataset;
      const is = at5 !== void 0 ? state.documents.includes(documents[Number(at5)].id) : year !== void 0 ? state.years.includes(Number(year)) : state.city === city;
      button.setAttribute("aria-pressed", String(is));
    }
    const summary2 = place3.querySelector("summary");
    if (summary2) {
      const chosen3 = scopeDocuments(model, state).size;
      summary2.textContent = chosen3 === documents.length ? w("nDocuments", chosen3) : w("nOfDocuments", chosen3, documents.length);
    }
  }
  function drawFigures() {
    const found = figures(model, state);
    const figure2 = (word2, name, n) => el("li", {}, `${w(word2)} `, el("b", { data: { count: name }, text: n }));
    const groups = found.groups ? el("span", { class: "plus" }, " +", el("b", { data: { count: "groups" }, text: found.groups }), ` ${w("groupPhrases")}`) : null;
    const unitFigure = figure2("units", "units", found.units);
    if (groups) unitFigure.append(groups);
    const roles = [1, 2, 3].map(
      (role) => el("li", {}, el("button", { type: "button", data: { role }, "aria-pressed": String(state.roles.includes(role)) }, markOf(role), `${w(ROLES[role])} `, el("b", { data: { count: ROLES[role] }, text: found.mentions[role] })))
    );
    const over = el("li", {}, markOf(0), `${w(ROLES[0])} `, el("b", { data: { count: ROLES[0] }, text: found.mentions[0] }));
    byId("figures").replaceChildren(figure2("tasks", "Task", found.tasks), figure2("leaders", "Leader", found.leaders), unitFigure, over, ...roles);
  }
  function drawNotes() {
    const found = figures(model, state);
    const parts = [];
    if (state.missing) parts.push(w("notHere"));
    if (found.groups && !viewOf(state.view).printed) {
      const first = units.find((unit) => unit.group);
      parts.push(w(state.groups ? "groupsShown" : "groupsHidden", found.groups, found.groupMentions, first?.name));
    }
    if (found.unnamed) parts.push(w("unnamed", found.unnamed));
    const { size } = model.settings;
    if (size === "aggregate") parts.push(w("sizeAggregate"));
    if (size === "index") parts.push(w("sizeIndex", tasks.length + units.length + leaders.length));
    byId("left-out").textContent = parts.join(lang === "zh" ? "" : " ");
    const box2 = document.getElementById("groups");
    if (box2 instanceof HTMLInputElement) box2.checked = state.groups;
    byId("notes").hidden = !parts.length && !box2;
  }

  // src/help.js
  var helpBox = (
    /** @type {HTMLDialogElement} */
    byId("help-box")
  );
  function openHelp() {
    const keys = [["/", "keySearch"], ["← ↑ ↓ →", "keyArrows"], ["Enter", "keyEnter"], ["Esc", "keyEsc"], [`1 … ${VIEWS.length % 10}`, "keyViews"]];
    helpBox.replaceChildren(
      el("form", { method: "dialog" }, el("button", { class: "quiet close", "aria-label": w("close"), text: "×" })),
      el("h2", { text: w("help") }),
      ...["help1", "help2", "help3", "help4"].map((key) => el("p", { text: w(key) })),
      el("h3", { text: w("keys") }),
      el("dl", { class: "keys" }, ...keys.flatMap(([key, word2]) => [el("dt", {}, el("kbd", { text: key })), el("dd", { text: w(word2) })]))
    );
    helpBox.showModal();
  }

  // src/search.js
  var findBox = (
    /** @type {HTMLInputElement} */
    byId("find")
  );
  var list2 = byId("found");
  var LIMIT = 30;
  var results = [];
  var chosen2 = -1;
  function fits(key, query) {
    if (key === query) return 0;
    const at5 = key.indexOf(query);
    if (at5 === 0) return 1;
    if (at5 > 0) return 2;
    if (query.length < 2 || query.length > key.length || key.length > 60) return Infinity;
    let i2 = 0;
    for (const char of key) if (char === query[i2]) i2 += 1;
    return i2 === query.length ? 3 : Infinity;
  }
  function bestFit(keys, query) {
    const latin = /^[a-z0-9]+$/.test(query);
    let best = Infinity;
    for (const key of keys) {
      const score = fits(key, query);
      if (score === 3 && latin && (key.length > 14 || query[0] !== key[0])) continue;
      if (score < best) best = score;
    }
    return best;
  }
  var searchable = [];
  function lookUp(raw) {
    const query = plain(raw).replace(/['’]+/g, "");
    if (!query) return [];
    const hits = [];
    for (
      const [order2, kind] of
      /** @type {const} */
      ["unit", "leader", "county", "sector"].entries()
    ) {
      model.kinds[kind].forEach((of, i2) => {
        const score = bestFit(of.keys, query);
        if (score < Infinity) hits.push({ thing: (
          /** @type {Thing} */
          { kind, i: i2, of }
        ), score: score + order2 / 10, weight: of.tasks.length });
      });
    }
    if (!searchable.length) searchable = model.tasks.map((task) => plain(task.title + task.text));
    model.tasks.forEach((task, i2) => {
      if (task.number.toLowerCase() === query) hits.push({ thing: taskThing(i2), score: 0.5, weight: 0 });
      else if (searchable[i2].includes(query)) hits.push({ thing: taskThing(i2), score: 2.6, weight: 0 });
    });
    return hits.sort((a, b) => a.score - b.score || b.weight - a.weight || a.thing.i - b.thing.i);
  }
  function showFound() {
    const hits = lookUp(findBox.value);
    results = hits.slice(0, LIMIT);
    chosen2 = results.length ? 0 : -1;
    list2.replaceChildren();
    const typed = findBox.value.trim() !== "";
    list2.hidden = !typed;
    findBox.setAttribute("aria-expanded", String(typed));
    results.forEach(({ thing: thing2 }, n) => {
      const row = el("li", { role: "option", id: `hit-${n}`, data: { hit: n } }, el("span", { class: "kind", text: w(thing2.kind) }));
      row.append(el("bdi", { class: "what", text: thing2.kind === "task" ? snippet(thing2, findBox.value.trim()) : nameOf(thing2) }));
      if (thing2.kind === "unit") row.append(...unitNote(thing2.of));
      else if (thing2.kind !== "task") row.append(el("span", { class: "note", text: w("nTasks", thing2.of.tasks.length) }));
      list2.append(row);
    });
    if (!results.length && typed) list2.append(el("li", { class: "none", text: w("nothingFound") }));
    if (hits.length > LIMIT) list2.append(el("li", { class: "none", text: w("findMore", hits.length - LIMIT) }));
    mark();
  }
  function unitNote(unit) {
    const counts = roleCounts(model, unit.tasks, unit);
    const parts = [1, 2, 3].filter((role) => counts[role]).map((role) => el("span", { class: "note" }, markOf(role), ` ${counts[role]}`));
    if (unit.group) parts.push(el("span", { class: "note", text: w("kind_group") }));
    return parts;
  }
  function snippet(thing2, query) {
    const text2 = nameOf(thing2);
    const at5 = text2.indexOf(query);
    return thing2.kind === "task" && at5 > 24 ? `${thing2.of.number}. …${text2.slice(at5 - 12)}` : text2;
  }
  function mark() {
    for (const row of list2.querySelectorAll("[role=option]")) {
      const is = row.id === `hit-${chosen2}`;
      row.setAttribute("aria-selected", String(is));
      if (is) {
        row.scrollIntoView({ block: "nearest" });
        findBox.setAttribute("aria-activedescendant", row.id);
      }
    }
    if (chosen2 < 0) findBox.removeAttribute("aria-activedescendant");
  }
  function closeFound() {
    list2.hidden = true;
    findBox.setAttribute("aria-expanded", "false");
  }
  function open(n) {
    const hit = results[n];
    if (!hit) return;
    closeFound();
    findBox.blur();
    openThing(hit.thing.of.id);
    byId("focus-view").focus({ preventScroll: true });
  }
  findBox.addEventListener("input", showFound);
  findBox.addEventListener("focus", () => findBox.value.trim() && showFound());
  findBox.addEventListener("blur", closeFound);
  findBox.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (results.length) chosen2 = (chosen2 + (event.key === "ArrowDown" ? 1 : -1) + results.length) % results.length;
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      open(chosen2);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      findBox.value = "";
      closeFound();
      findBox.blur();
    }
  });
  list2.addEventListener("mousedown", (event) => {
    const row = within(event, "[data-hit]");
    event.preventDefault();
    if (row) open(Number(row.dataset.hit));
  });

  // src/take/text.js
  var FORMULA = new Set("=+-@＝＋－＠﹦﹢﹣﹫");
  var UNSEEN = /^[\s\p{Cf}\p{Cc}\p{Mn}]$/u;
  var ACTING = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g;
  var HALVES = /[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g;
  function inert(text2) {
    return text2.replace(ACTING, "�").replace(HALVES, (found) => found.length > 1 ? found : "�");
  }
  function forXml(text2) {
    return inert(text2).replace(/[\ufffe\uffff]/g, "�");
  }
  function isFormula(text2) {
    if (/^[\t\r\n]/.test(text2)) return true;
    for (const character of text2) {
      if (FORMULA.has(character)) return true;
      if (!UNSEEN.test(character)) return false;
    }
    return false;
  }
  function csvCell(value) {
    if (value === null) return "";
    if (typeof value === "number") return String(value);
    const text2 = inert(value);
    const safe = isFormula(text2) ? `'${text2}` : text2;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  }
  function toCsv({ columns, rows }) {
    return `\uFEFF${[columns, ...rows].map((row) => `${row.map(csvCell).join(",")}\r
`).join("")}`;
  }
  function toText({ title: title2, columns, rows }, sources2) {
    const plain2 = (value) => inert(value === null ? "" : String(value)).replace(/\s+/g, " ").trim();
    const cell3 = (value) => typeof value === "string" && isFormula(plain2(value)) ? `'${plain2(value)}` : plain2(value);
    return [title2, "", columns.map(cell3).join("	"), ...rows.map((row) => row.map(cell3).join("	")), "", ...sources2.map(inert), ""].join("\n");
  }

  // src/take/picture.js
  var KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "opacity", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline", "letter-spacing", "paint-order", "writing-mode", "visibility", "display"];
  var ROWS2 = 100;
  var LINE = 22;
  var LONGEST2 = 420;
  function svgText(picture2) {
    const copy2 = (
      /** @type {SVGSVGElement} */
      picture2.cloneNode(true)
    );
    const before = [picture2, ...picture2.querySelectorAll("*")];
    const after = [copy2, ...copy2.querySelectorAll("*")];
    before.forEach((node, i2) => {
      const to = after[i2];
      if (!(to instanceof SVGElement)) return;
      if (picture2.isConnected) {
        const style = getComputedStyle(node);
        for (const name of KEPT) {
          const value = style.getPropertyValue(name);
          if (value) to.style.setProperty(name, value);
        }
      }
      to.removeAttribute("class");
      for (const name of to.getAttributeNames()) if (name.startsWith("data-") || name.startsWith("on") || name === "href") to.removeAttribute(name);
    });
    const { width: width2, height } = sizeOf(picture2);
    copy2.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy2.setAttribute("width", String(width2));
    copy2.setAttribute("height", String(height));
    if (!copy2.getAttribute("viewBox")) copy2.setAttribute("viewBox", `0 0 ${width2} ${height}`);
    const ground = svg("rect", { x: 0, y: 0, width: "100%", height: "100%", fill: picture2.isConnected ? groundOf(picture2) : "#fff" });
    copy2.insertBefore(ground, copy2.firstChild);
    return forXml(new XMLSerializer().serializeToString(copy2));
  }
  function sizeOf(picture2) {
    const box2 = picture2.getBoundingClientRect();
    const shown2 = { width: Number(picture2.getAttribute("width")), height: Number(picture2.getAttribute("height")) };
    return { width: Math.ceil(shown2.width || box2.width || 800), height: Math.ceil(shown2.height || box2.height || 600) };
  }
  function groundOf(node) {
    for (let at5 = (
      /** @type {Element | null} */
      node
    ); at5; at5 = at5.parentElement) {
      const color = getComputedStyle(at5).backgroundColor;
      if (color && color !== "transparent" && !/, 0\)$/.test(color)) return color;
    }
    return "#fff";
  }
  async function toPng(picture2) {
    if (picture2 instanceof HTMLCanvasElement) return blobOf(onGround(picture2));
    const { width: width2, height } = sizeOf(picture2);
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(picture2))}`;
    await image.decode();
    const scale = Math.min(2, 8e3 / Math.max(width2, height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width2 * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return blobOf(canvas);
  }
  function onGround(drawn4) {
    const canvas = document.createElement("canvas");
    canvas.width = drawn4.width;
    canvas.height = drawn4.height;
    const context = canvas.getContext("2d");
    if (context) {
      context.fillStyle = groundOf(drawn4);
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(drawn4, 0, 0);
    }
    return canvas;
  }
  function blobOf(canvas) {
    return new Promise((done, failed) => canvas.toBlob((blob) => blob ? done(blob) : failed(new Error("no picture")), "image/png"));
  }
  function canvasSvg(canvas) {
    const full = onGround(canvas);
    return svg("svg", { width: full.width, height: full.height }, svg("image", { width: full.width, height: full.height, href: full.toDataURL("image/png") }));
  }
  function tablePicture({ title: title2, columns, rows }) {
    const shown2 = rows.slice(0, ROWS2);
    const texts = [columns, ...shown2].map((row) => row.map((value) => String(value ?? "").replace(/\s+/g, " ")));
    const measure = document.createElement("canvas").getContext("2d");
    const face = getComputedStyle(document.body).fontFamily;
    if (measure) measure.font = `13px ${face}`;
    const long = (text2) => measure?.measureText(text2).width ?? text2.length * 13;
    const cut2 = (text2) => {
      if (long(text2) <= LONGEST2) return text2;
      let end = text2.length;
      while (end > 1 && long(`${text2.slice(0, end)}…`) > LONGEST2) end = Math.min(end - 1, Math.floor(end * LONGEST2 / long(text2.slice(0, end))));
      return `${text2.slice(0, end)}…`;
    };
    const cells = texts.map((row) => row.map(cut2));
    const widths = columns.map((_, j) => Math.ceil(Math.max(...cells.map((row) => long(row[j])))) + 16);
    const left = widths.map((_, j) => 12 + widths.slice(0, j).reduce((a, b) => a + b, 0));
    const width2 = Math.max(24 + widths.reduce((a, b) => a + b, 0), long(title2) * 1.4 + 24);
    const note = rows.length > ROWS2 ? w("pictureRows", ROWS2, rows.length) : "";
    const height = 48 + LINE * (cells.length + (note ? 1 : 0)) + 8;
    const put = (text2, x2, y, more = {}) => svg("text", { x: x2, y, fill: "#1f2933", "font-family": face, "font-size": 13, ...more }, text2);
    return svg(
      "svg",
      { width: width2, height, viewBox: `0 0 ${width2} ${height}` },
      put(title2, 12, 26, { "font-size": 17, "font-weight": 600 }),
      svg("line", { x1: 8, x2: width2 - 8, y1: 58, y2: 58, stroke: "#9aa5b1" }),
      ...cells.flatMap((row, i2) => row.map((text2, j) => put(text2, left[j], 52 + LINE * i2, i2 ? {} : { "font-weight": 600 }))),
      note ? put(note, 12, 52 + LINE * cells.length, { fill: "#52606d" }) : null
    );
  }

  // node_modules/fflate/esm/browser.js
  var u8 = Uint8Array;
  var u16 = Uint16Array;
  var i32 = Int32Array;
  var fleb = new u8([
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    1,
    1,
    1,
    1,
    2,
    2,
    2,
    2,
    3,
    3,
    3,
    3,
    4,
    4,
    4,
    4,
    5,
    5,
    5,
    5,
    0,
    /* unused */
    0,
    0,
    /* impossible */
    0
  ]);
  var fdeb = new u8([
    0,
    0,
    0,
    0,
    1,
    1,
    2,
    2,
    3,
    3,
    4,
    4,
    5,
    5,
    6,
    6,
    7,
    7,
    8,
    8,
    9,
    9,
    10,
    10,
    11,
    11,
    12,
    12,
    13,
    13,
    /* unused */
    0,
    0
  ]);
  var clim = new u8([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);
  var freb = function(eb, start) {
    var b = new u16(31);
    for (var i2 = 0; i2 < 31; ++i2) {
      b[i2] = start += 1 << eb[i2 - 1];
    }
    var r = new i32(b[30]);
    for (var i2 = 1; i2 < 30; ++i2) {
      for (var j = b[i2]; j < b[i2 + 1]; ++j) {
        r[j] = j - b[i2] << 5 | i2;
      }
    }
    return { b, r };
  };
  var _a = freb(fleb, 2);
  var fl = _a.b;
  var revfl = _a.r;
  fl[28] = 258, revfl[258] = 28;
  var _b = freb(fdeb, 0);
  var fd = _b.b;
  var revfd = _b.r;
  var rev = new u16(32768);
  for (i = 0; i < 32768; ++i) {
    x = (i & 43690) >> 1 | (i & 21845) << 1;
    x = (x & 52428) >> 2 | (x & 13107) << 2;
    x = (x & 61680) >> 4 | (x & 3855) << 4;
    rev[i] = ((x & 65280) >> 8 | (x & 255) << 8) >> 1;
  }
  var x;
  var i;
  var hMap = (function(cd, mb, r) {
    var s = cd.length;
    var i2 = 0;
    var l = new u16(mb);
    for (; i2 < s; ++i2) {
      if (cd[i2])
        ++l[cd[i2] - 1];
    }
    var le = new u16(mb);
    for (i2 = 1; i2 < mb; ++i2) {
      le[i2] = le[i2 - 1] + l[i2 - 1] << 1;
    }
    var co;
    if (r) {
      co = new u16(1 << mb);
      var rvb = 15 - mb;
      for (i2 = 0; i2 < s; ++i2) {
        if (cd[i2]) {
          var sv = i2 << 4 | cd[i2];
          var r_1 = mb - cd[i2];
          var v = le[cd[i2] - 1]++ << r_1;
          for (var m = v | (1 << r_1) - 1; v <= m; ++v) {
            co[rev[v] >> rvb] = sv;
          }
        }
      }
    } else {
      co = new u16(s);
      for (i2 = 0; i2 < s; ++i2) {
        if (cd[i2]) {
          co[i2] = rev[le[cd[i2] - 1]++] >> 15 - cd[i2];
        }
      }
    }
    return co;
  });
  var flt = new u8(288);
  for (i = 0; i < 144; ++i)
    flt[i] = 8;
  var i;
  for (i = 144; i < 256; ++i)
    flt[i] = 9;
  var i;
  for (i = 256; i < 280; ++i)
    flt[i] = 7;
  var i;
  for (i = 280; i < 288; ++i)
    flt[i] = 8;
  var i;
  var fdt = new u8(32);
  for (i = 0; i < 32; ++i)
    fdt[i] = 5;
  var i;
  var flm = /* @__PURE__ */ hMap(flt, 9, 0);
  var fdm = /* @__PURE__ */ hMap(fdt, 5, 0);
  var shft = function(p) {
    return (p + 7) / 8 | 0;
  };
  var slc = function(v, s, e) {
    if (s == null || s < 0)
      s = 0;
    if (e == null || e > v.length)
      e = v.length;
    return new u8(v.subarray(s, e));
  };
  var ec = [
    "unexpected EOF",
    "invalid block type",
    "invalid length/literal",
    "invalid distance",
    "stream finished",
    "no stream handler",
    ,
    // determined by compression function
    "no callback",
    "invalid UTF-8 data",
    "extra field too long",
    "date not in range 1980-2099",
    "filename too long",
    "stream finishing",
    "invalid zip data"
    // determined by unknown compression method
  ];
  var err = function(ind, msg, nt) {
    var e = new Error(msg || ec[ind]);
    e.code = ind;
    if (Error.captureStackTrace)
      Error.captureStackTrace(e, err);
    if (!nt)
      throw e;
    return e;
  };
  var wbits = function(d, p, v) {
    v <<= p & 7;
    var o = p / 8 | 0;
    d[o] |= v;
    d[o + 1] |= v >> 8;
  };
  var wbits16 = function(d, p, v) {
    v <<= p & 7;
    var o = p / 8 | 0;
    d[o] |= v;
    d[o + 1] |= v >> 8;
    d[o + 2] |= v >> 16;
  };
  var hTree = function(d, mb) {
    var t = [];
    for (var i2 = 0; i2 < d.length; ++i2) {
      if (d[i2])
        t.push({ s: i2, f: d[i2] });
    }
    var s = t.length;
    var t2 = t.slice();
    if (!s)
      return { t: et, l: 0 };
    if (s == 1) {
      var v = new u8(t[0].s + 1);
      v[t[0].s] = 1;
      return { t: v, l: 1 };
    }
    t.sort(function(a, b) {
      return a.f - b.f;
    });
    t.push({ s: -1, f: 25001 });
    var l = t[0], r = t[1], i0 = 0, i1 = 1, i22 = 2;
    t[0] = { s: -1, f: l.f + r.f, l, r };
    while (i1 != s - 1) {
      l = t[t[i0].f < t[i22].f ? i0++ : i22++];
      r = t[i0 != i1 && t[i0].f < t[i22].f ? i0++ : i22++];
      t[i1++] = { s: -1, f: l.f + r.f, l, r };
    }
    var maxSym = t2[0].s;
    for (var i2 = 1; i2 < s; ++i2) {
      if (t2[i2].s > maxSym)
        maxSym = t2[i2].s;
    }
    var tr = new u16(maxSym + 1);
    var mbt = ln(t[i1 - 1], tr, 0);
    if (mbt > mb) {
      var i2 = 0, dt = 0;
      var lft = mbt - mb, cst = 1 << lft;
      t2.sort(function(a, b) {
        return tr[b.s] - tr[a.s] || a.f - b.f;
      });
      for (; i2 < s; ++i2) {
        var i2_1 = t2[i2].s;
        if (tr[i2_1] > mb) {
          dt += cst - (1 << mbt - tr[i2_1]);
          tr[i2_1] = mb;
        } else
          break;
      }
      dt >>= lft;
      while (dt > 0) {
        var i2_2 = t2[i2].s;
        if (tr[i2_2] < mb)
          dt -= 1 << mb - tr[i2_2]++ - 1;
        else
          ++i2;
      }
      for (; i2 >= 0 && dt; --i2) {
        var i2_3 = t2[i2].s;
        if (tr[i2_3] == mb) {
          --tr[i2_3];
          ++dt;
        }
      }
      mbt = mb;
    }
    return { t: new u8(tr), l: mbt };
  };
  var ln = function(n, l, d) {
    return n.s == -1 ? Math.max(ln(n.l, l, d + 1), ln(n.r, l, d + 1)) : l[n.s] = d;
  };
  var lc = function(c) {
    var s = c.length;
    while (s && !c[--s])
      ;
    var cl = new u16(++s);
    var cli = 0, cln = c[0], cls = 1;
    var w2 = function(v) {
      cl[cli++] = v;
    };
    for (var i2 = 1; i2 <= s; ++i2) {
      if (c[i2] == cln && i2 != s)
        ++cls;
      else {
        if (!cln && cls > 2) {
          for (; cls > 138; cls -= 138)
            w2(32754);
          if (cls > 2) {
            w2(cls > 10 ? cls - 11 << 5 | 28690 : cls - 3 << 5 | 12305);
            cls = 0;
          }
        } else if (cls > 3) {
          w2(cln), --cls;
          for (; cls > 6; cls -= 6)
            w2(8304);
          if (cls > 2)
            w2(cls - 3 << 5 | 8208), cls = 0;
        }
        while (cls--)
          w2(cln);
        cls = 1;
        cln = c[i2];
      }
    }
    return { c: cl.subarray(0, cli), n: s };
  };
  var clen = function(cf, cl) {
    var l = 0;
    for (var i2 = 0; i2 < cl.length; ++i2)
      l += cf[i2] * cl[i2];
    return l;
  };
  var wfblk = function(out, pos, dat) {
    var s = dat.length;
    var o = shft(pos + 2);
    out[o] = s & 255;
    out[o + 1] = s >> 8;
    out[o + 2] = out[o] ^ 255;
    out[o + 3] = out[o + 1] ^ 255;
    for (var i2 = 0; i2 < s; ++i2)
      out[o + i2 + 4] = dat[i2];
    return (o + 4 + s) * 8;
  };
  var wblk = function(dat, out, final, syms, lf, df, eb, li, bs, bl, p) {
    wbits(out, p++, final);
    ++lf[256];
    var _a2 = hTree(lf, 15), dlt = _a2.t, mlb = _a2.l;
    var _b2 = hTree(df, 15), ddt = _b2.t, mdb = _b2.l;
    var _c = lc(dlt), lclt = _c.c, nlc = _c.n;
    var _d = lc(ddt), lcdt = _d.c, ndc = _d.n;
    var lcfreq = new u16(19);
    for (var i2 = 0; i2 < lclt.length; ++i2)
      ++lcfreq[lclt[i2] & 31];
    for (var i2 = 0; i2 < lcdt.length; ++i2)
      ++lcfreq[lcdt[i2] & 31];
    var _e = hTree(lcfreq, 7), lct = _e.t, mlcb = _e.l;
    var nlcc = 19;
    for (; nlcc > 4 && !lct[clim[nlcc - 1]]; --nlcc)
      ;
    var flen = bl + 5 << 3;
    var ftlen = clen(lf, flt) + clen(df, fdt) + eb;
    var dtlen = clen(lf, dlt) + clen(df, ddt) + eb + 14 + 3 * nlcc + clen(lcfreq, lct) + 2 * lcfreq[16] + 3 * lcfreq[17] + 7 * lcfreq[18];
    if (bs >= 0 && flen <= ftlen && flen <= dtlen)
      return wfblk(out, p, dat.subarray(bs, bs + bl));
    var lm, ll, dm, dl;
    wbits(out, p, 1 + (dtlen < ftlen)), p += 2;
    if (dtlen < ftlen) {
      lm = hMap(dlt, mlb, 0), ll = dlt, dm = hMap(ddt, mdb, 0), dl = ddt;
      var llm = hMap(lct, mlcb, 0);
      wbits(out, p, nlc - 257);
      wbits(out, p + 5, ndc - 1);
      wbits(out, p + 10, nlcc - 4);
      p += 14;
      for (var i2 = 0; i2 < nlcc; ++i2)
        wbits(out, p + 3 * i2, lct[clim[i2]]);
      p += 3 * nlcc;
      var lcts = [lclt, lcdt];
      for (var it = 0; it < 2; ++it) {
        var clct = lcts[it];
        for (var i2 = 0; i2 < clct.length; ++i2) {
          var len = clct[i2] & 31;
          wbits(out, p, llm[len]), p += lct[len];
          if (len > 15)
            wbits(out, p, clct[i2] >> 5 & 127), p += clct[i2] >> 12;
        }
      }
    } else {
      lm = flm, ll = flt, dm = fdm, dl = fdt;
    }
    for (var i2 = 0; i2 < li; ++i2) {
      var sym = syms[i2];
      if (sym > 255) {
        var len = sym >> 18 & 31;
        wbits16(out, p, lm[len + 257]), p += ll[len + 257];
        if (len > 7)
          wbits(out, p, sym >> 23 & 31), p += fleb[len];
        var dst = sym & 31;
        wbits16(out, p, dm[dst]), p += dl[dst];
        if (dst > 3)
          wbits16(out, p, sym >> 5 & 8191), p += fdeb[dst];
      } else {
        wbits16(out, p, lm[sym]), p += ll[sym];
      }
    }
    wbits16(out, p, lm[256]);
    return p + ll[256];
  };
  var deo = /* @__PURE__ */ new i32([65540, 131080, 131088, 131104, 262176, 1048704, 1048832, 2114560, 2117632]);
  var et = /* @__PURE__ */ new u8(0);
  var dflt = function(dat, lvl, plvl, pre, post, st) {
    var s = st.z || dat.length;
    var o = new u8(pre + s + 5 * (1 + Math.ceil(s / 7e3)) + post);
    var w2 = o.subarray(pre, o.length - post);
    var lst = st.l;
    var pos = (st.r || 0) & 7;
    if (lvl) {
      if (pos)
        w2[0] = st.r >> 3;
      var opt = deo[lvl - 1];
      var n = opt >> 13, c = opt & 8191;
      var msk_1 = (1 << plvl) - 1;
      var prev = st.p || new u16(32768), head = st.h || new u16(msk_1 + 1);
      var bs1_1 = Math.ceil(plvl / 3), bs2_1 = 2 * bs1_1;
      var hsh = function(i3) {
        return (dat[i3] ^ dat[i3 + 1] << bs1_1 ^ dat[i3 + 2] << bs2_1) & msk_1;
      };
      var syms = new i32(25e3);
      var lf = new u16(288), df = new u16(32);
      var lc_1 = 0, eb = 0, i2 = st.i || 0, li = 0, wi = st.w || 0, bs = 0;
      for (; i2 + 2 < s; ++i2) {
        var hv = hsh(i2);
        var imod = i2 & 32767, pimod = head[hv];
        prev[imod] = pimod;
        head[hv] = imod;
        if (wi <= i2) {
          var rem = s - i2;
          if ((lc_1 > 7e3 || li > 24576) && (rem > 423 || !lst)) {
            pos = wblk(dat, w2, 0, syms, lf, df, eb, li, bs, i2 - bs, pos);
            li = lc_1 = eb = 0, bs = i2;
            for (var j = 0; j < 286; ++j)
              lf[j] = 0;
            for (var j = 0; j < 30; ++j)
              df[j] = 0;
          }
          var l = 2, d = 0, ch_1 = c, dif = imod - pimod & 32767;
          if (rem > 2 && hv == hsh(i2 - dif)) {
            var maxn = Math.min(n, rem) - 1;
            var maxd = Math.min(32767, i2);
            var ml = Math.min(258, rem);
            while (dif <= maxd && --ch_1 && imod != pimod) {
              if (dat[i2 + l] == dat[i2 + l - dif]) {
                var nl = 0;
                for (; nl < ml && dat[i2 + nl] == dat[i2 + nl - dif]; ++nl)
                  ;
                if (nl > l) {
                  l = nl, d = dif;
                  if (nl > maxn)
                    break;
                  var mmd = Math.min(dif, nl - 2);
                  var md = 0;
                  for (var j = 0; j < mmd; ++j) {
                    var ti = i2 - dif + j & 32767;
                    var pti = prev[ti];
                    var cd = ti - pti & 32767;
                    if (cd > md)
                      md = cd, pimod = ti;
                  }
                }
              }
              imod = pimod, pimod = prev[imod];
              dif += imod - pimod & 32767;
            }
          }
          if (d) {
            syms[li++] = 268435456 | revfl[l] << 18 | revfd[d];
            var lin = revfl[l] & 31, din = revfd[d] & 31;
            eb += fleb[lin] + fdeb[din];
            ++lf[257 + lin];
            ++df[din];
            wi = i2 + l;
            ++lc_1;
          } else {
            syms[li++] = dat[i2];
            ++lf[dat[i2]];
          }
        }
      }
      for (i2 = Math.max(i2, wi); i2 < s; ++i2) {
        syms[li++] = dat[i2];
        ++lf[dat[i2]];
      }
      pos = wblk(dat, w2, lst, syms, lf, df, eb, li, bs, i2 - bs, pos);
      if (!lst) {
        st.r = pos & 7 | w2[pos / 8 | 0] << 3;
        pos -= 7;
        st.h = head, st.p = prev, st.i = i2, st.w = wi;
      }
    } else {
      for (var i2 = st.w || 0; i2 < s + lst; i2 += 65535) {
        var e = i2 + 65535;
        if (e >= s) {
          w2[pos / 8 | 0] = lst;
          e = s;
        }
        pos = wfblk(w2, pos + 1, dat.subarray(i2, e));
      }
      st.i = s;
    }
    return slc(o, 0, pre + shft(pos) + post);
  };
  var crct = /* @__PURE__ */ (function() {
    var t = new Int32Array(256);
    for (var i2 = 0; i2 < 256; ++i2) {
      var c = i2, k = 9;
      while (--k)
        c = (c & 1 && -306674912) ^ c >>> 1;
      t[i2] = c;
    }
    return t;
  })();
  var crc = function() {
    var c = -1;
    return {
      p: function(d) {
        var cr = c;
        for (var i2 = 0; i2 < d.length; ++i2)
          cr = crct[cr & 255 ^ d[i2]] ^ cr >>> 8;
        c = cr;
      },
      d: function() {
        return ~c;
      }
    };
  };
  var dopt = function(dat, opt, pre, post, st) {
    if (!st) {
      st = { l: 1 };
      if (opt.dictionary) {
        var dict = opt.dictionary.subarray(-32768);
        var newDat = new u8(dict.length + dat.length);
        newDat.set(dict);
        newDat.set(dat, dict.length);
        dat = newDat;
        st.w = dict.length;
      }
    }
    return dflt(dat, opt.level == null ? 6 : opt.level, opt.mem == null ? st.l ? Math.ceil(Math.max(8, Math.min(13, Math.log(dat.length))) * 1.5) : 20 : 12 + opt.mem, pre, post, st);
  };
  var mrg = function(a, b) {
    var o = {};
    for (var k in a)
      o[k] = a[k];
    for (var k in b)
      o[k] = b[k];
    return o;
  };
  var wbytes = function(d, b, v) {
    for (; v; ++b)
      d[b] = v, v >>>= 8;
  };
  function deflateSync(data, opts) {
    return dopt(data, opts || {}, 0, 0);
  }
  var fltn = function(d, p, t, o) {
    for (var k in d) {
      var val = d[k], n = p + k, op = o;
      if (Array.isArray(val))
        op = mrg(o, val[1]), val = val[0];
      if (ArrayBuffer.isView(val))
        t[n] = [val, op];
      else {
        t[n += "/"] = [new u8(0), op];
        fltn(val, n, t, o);
      }
    }
  };
  var te = typeof TextEncoder != "undefined" && /* @__PURE__ */ new TextEncoder();
  var td = typeof TextDecoder != "undefined" && /* @__PURE__ */ new TextDecoder();
  var tds = 0;
  try {
    td.decode(et, { stream: true });
    tds = 1;
  } catch (e) {
  }
  function strToU8(str, latin1) {
    if (latin1) {
      var ar_1 = new u8(str.length);
      for (var i2 = 0; i2 < str.length; ++i2)
        ar_1[i2] = str.charCodeAt(i2);
      return ar_1;
    }
    if (te)
      return te.encode(str);
    var l = str.length;
    var ar = new u8(str.length + (str.length >> 1));
    var ai = 0;
    var w2 = function(v) {
      ar[ai++] = v;
    };
    for (var i2 = 0; i2 < l; ++i2) {
      if (ai + 5 > ar.length) {
        var n = new u8(ai + 8 + (l - i2 << 1));
        n.set(ar);
        ar = n;
      }
      var c = str.charCodeAt(i2);
      if (c < 128 || latin1)
        w2(c);
      else if (c < 2048)
        w2(192 | c >> 6), w2(128 | c & 63);
      else if (c > 55295 && c < 57344)
        c = 65536 + (c & 1023 << 10) | str.charCodeAt(++i2) & 1023, w2(240 | c >> 18), w2(128 | c >> 12 & 63), w2(128 | c >> 6 & 63), w2(128 | c & 63);
      else
        w2(224 | c >> 12), w2(128 | c >> 6 & 63), w2(128 | c & 63);
    }
    return slc(ar, 0, ai);
  }
  var exfl = function(ex) {
    var le = 0;
    if (ex) {
      for (var k in ex) {
        var l = ex[k].length;
        if (l > 65535)
          err(9);
        le += l + 4;
      }
    }
    return le;
  };
  var wzh = function(d, b, f, fn, u, c, ce, co) {
    var fl2 = fn.length, ex = f.extra, col = co && co.length;
    var exl = exfl(ex);
    wbytes(d, b, ce != null ? 33639248 : 67324752), b += 4;
    if (ce != null)
      d[b++] = 20, d[b++] = f.os;
    d[b] = 20, b += 2;
    d[b++] = f.flag << 1 | (c < 0 && 8), d[b++] = u && 8;
    d[b++] = f.compression & 255, d[b++] = f.compression >> 8;
    var dt = new Date(f.mtime == null ? Date.now() : f.mtime), y = dt.getFullYear() - 1980;
    if (y < 0 || y > 119)
      err(10);
    wbytes(d, b, y << 25 | dt.getMonth() + 1 << 21 | dt.getDate() << 16 | dt.getHours() << 11 | dt.getMinutes() << 5 | dt.getSeconds() >> 1), b += 4;
    if (c != -1) {
      wbytes(d, b, f.crc);
      wbytes(d, b + 4, c < 0 ? -c - 2 : c);
      wbytes(d, b + 8, f.size);
    }
    wbytes(d, b + 12, fl2);
    wbytes(d, b + 14, exl), b += 16;
    if (ce != null) {
      wbytes(d, b, col);
      wbytes(d, b + 6, f.attrs);
      wbytes(d, b + 10, ce), b += 14;
    }
    d.set(fn, b);
    b += fl2;
    if (exl) {
      for (var k in ex) {
        var exf = ex[k], l = exf.length;
        wbytes(d, b, +k);
        wbytes(d, b + 2, l);
        d.set(exf, b + 4), b += 4 + l;
      }
    }
    if (col)
      d.set(co, b), b += col;
    return b;
  };
  var wzf = function(o, b, c, d, e) {
    wbytes(o, b, 101010256);
    wbytes(o, b + 8, c);
    wbytes(o, b + 10, c);
    wbytes(o, b + 12, d);
    wbytes(o, b + 16, e);
  };
  function zipSync(data, opts) {
    if (!opts)
      opts = {};
    var r = {};
    var files = [];
    fltn(data, "", r, opts);
    var o = 0;
    var tot = 0;
    for (var fn in r) {
      var _a2 = r[fn], file = _a2[0], p = _a2[1];
      var compression = p.level == 0 ? 0 : 8;
      var f = strToU8(fn), s = f.length;
      var com = p.comment, m = com && strToU8(com), ms = m && m.length;
      var exl = exfl(p.extra);
      if (s > 65535)
        err(11);
      var d = compression ? deflateSync(file, p) : file, l = d.length;
      var c = crc();
      c.p(file);
      files.push(mrg(p, {
        size: file.length,
        crc: c.d(),
        c: d,
        f,
        m,
        u: s != fn.length || m && com.length != ms,
        o,
        compression
      }));
      o += 30 + s + exl + l;
      tot += 76 + 2 * (s + exl) + (ms || 0) + l;
    }
    var out = new u8(tot + 22), oe = o, cdl = tot - o;
    for (var i2 = 0; i2 < files.length; ++i2) {
      var f = files[i2];
      wzh(out, f.o, f, f.f, f.u, f.c.length);
      var badd = 30 + f.f.length + exfl(f.extra);
      out.set(f.c, f.o + badd);
      wzh(out, o, f, f.f, f.u, f.c.length, f.o, f.m), o += 16 + badd + (f.m ? f.m.length : 0);
    }
    wzf(out, o, files.length, cdl, oe);
    return out;
  }

  // src/take/xlsx.js
  var LONGEST3 = 32767;
  var HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  var MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  var OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006";
  var PACKAGE = "http://schemas.openxmlformats.org/package/2006";
  function xml(text2) {
    return forXml(text2).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/\r/g, "_x000D_");
  }
  function letters(at5) {
    return (at5 >= 26 ? letters(Math.floor(at5 / 26) - 1) : "") + String.fromCharCode(65 + at5 % 26);
  }
  function cell2(value, place3, style) {
    if (value === null || value === "") return "";
    if (typeof value === "number" && Number.isFinite(value)) return `<c r="${place3}" s="${style}"><v>${value}</v></c>`;
    return `<c r="${place3}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xml(String(value).slice(0, LONGEST3))}</t></is></c>`;
  }
  function width(values) {
    const longest = values.slice(0, 500).map((value) => [...String(value ?? "")].reduce((sum, c) => sum + (c > "⹿" ? 2 : 1), 0));
    return Math.max(6, Math.min(60, Math.max(0, ...longest) + 2));
  }
  function toXlsx({ title: title2, columns, rows }) {
    const last = letters(Math.max(0, columns.length - 1));
    const name = xml(title2.replace(/[[\]:*?/\\']/g, " ").slice(0, 31).trim() || "zeren");
    const lines = [columns, ...rows].map((row, i2) => `<row r="${i2 + 1}">${row.map((value, j) => cell2(value, `${letters(j)}${i2 + 1}`, i2 ? 2 : 1)).join("")}</row>`);
    const widths = columns.map((column, j) => `<col min="${j + 1}" max="${j + 1}" width="${width([column, ...rows.map((row) => row[j])])}" customWidth="1"/>`);
    const sheet = `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData>${lines.join("")}</sheetData><autoFilter ref="A1:${last}${rows.length + 1}"/><pageSetup paperSize="9" orientation="landscape"/></worksheet>`;
    const parts = {
      "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>`,
      "_rels/.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/relationships/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${OFFICE}/relationships/custom-properties" Target="docProps/custom.xml"/></Relationships>`,
      // What zeren itself looks for, so that this is never read as a notice.
      "docProps/custom.xml": `${HEAD}<Properties xmlns="${OFFICE}/custom-properties" xmlns:vt="${OFFICE}/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="zeren"><vt:lpwstr>answer</vt:lpwstr></property></Properties>`,
      "xl/workbook.xml": `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      "xl/_rels/workbook.xml.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/relationships/styles" Target="styles.xml"/></Relationships>`,
      "xl/styles.xml": `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
      "xl/worksheets/sheet1.xml": sheet
    };
    const files = Object.fromEntries(Object.entries(parts).map(([path, text2]) => [path, strToU8(text2)]));
    return zipSync(files, { level: 6, mtime: "2000-01-01T00:00:00" });
  }

  // src/take/menu.js
  var WAYS = [
    ["takeXlsx", () => save("xlsx", new Blob([toXlsx(taken())], { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" }))],
    ["takeCsv", () => save("csv", new Blob([toCsv(taken())], { type: "text/csv;charset=utf-8" }))],
    ["takeText", () => copied(toText(taken(), sources()))],
    ["takeLink", () => copied(address())],
    ["takeSvg", () => save("svg", new Blob([svgText(vector())], { type: "image/svg+xml" }))],
    ["takePng", async () => save("png", await toPng(picture()))],
    ["takePrint", () => window.print()]
  ];
  var drawn2 = "";
  function showTake() {
    if (drawn2 === lang) return;
    drawn2 = lang;
    const list3 = el("ul", { class: "pop" }, ...WAYS.map(([word2, take]) => el("li", {}, el("button", { type: "button", data: { take: word2 }, text: w(word2), on: { click: () => doTake(take) } }))));
    byId("take").replaceChildren(el("summary", { class: "quiet", text: w("take") }), list3);
  }
  async function doTake(take) {
    const menu = byId("take");
    menu.removeAttribute("open");
    try {
      await take();
    } catch (error) {
      tell(w("takeFailed", error instanceof Error ? error.message : error));
    }
  }
  function taken() {
    return viewOf(state.view).take(model, state);
  }
  function picture() {
    return viewOf(state.view).picture?.() ?? tablePicture(taken());
  }
  function vector() {
    const found = picture();
    return found instanceof HTMLCanvasElement ? canvasSvg(found) : found;
  }
  function address() {
    return `${location.href.split("#")[0]}#${linkTo(state, model)}`;
  }
  function sources() {
    const chosen3 = [...scopeDocuments(model, state)].map((i2) => documents[i2]);
    const lines = chosen3.map((of) => [`《${of.title}》`, of.number, of.date].filter((text2) => text2).join(" "));
    return [`${w("source")}${lang === "zh" ? "：" : ": "}${lines.join(lang === "zh" ? "；" : "; ")}`, address()];
  }
  function fileName(kind) {
    const words = `${document.title}-${w(viewOf(state.view).name)}`.replace(/[\s\p{C}\\/:*?"<>|]+/gu, "-");
    return `${words.slice(0, 80).replace(/^[-.]+|[-.]+$/g, "") || "zeren"}.${kind}`;
  }
  function save(kind, blob) {
    const url = URL.createObjectURL(blob);
    const link = el("a", { href: url, download: fileName(kind) });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 6e4);
  }
  async function copied(text2) {
    if (navigator.clipboard?.writeText && await navigator.clipboard.writeText(text2).then(() => true, () => false)) return tell(w("copied"));
    const box2 = el("textarea", { class: "unseen", "aria-hidden": "true" });
    box2.value = text2;
    document.body.append(box2);
    box2.select();
    const done = document.execCommand("copy");
    box2.remove();
    return tell(done ? w("copied") : w("takeFailed", ""));
  }
  var telling = 0;
  function tell(words) {
    const box2 = byId("told");
    box2.textContent = words;
    box2.hidden = false;
    clearTimeout(telling);
    telling = setTimeout(() => box2.hidden = true, 4e3);
  }
  document.addEventListener("click", (event) => {
    for (const open2 of document.querySelectorAll("details[open] > .pop")) {
      const box2 = open2.parentElement;
      if (box2 && event.target instanceof Node && !box2.contains(event.target)) box2.removeAttribute("open");
    }
  });

  // src/theme.js
  var DARK = matchMedia("(prefers-color-scheme: dark)");
  var CONTRAST = matchMedia("(prefers-contrast: more)");
  var box = (
    /** @type {HTMLSelectElement} */
    byId("theme")
  );
  var drawn3 = "";
  function shownTheme() {
    if (state.theme !== "auto") return state.theme;
    return CONTRAST.matches ? "contrast" : DARK.matches ? "dark" : "light";
  }
  function showTheme() {
    document.documentElement.dataset.theme = shownTheme();
    if (drawn3 !== lang) {
      drawn3 = lang;
      box.replaceChildren(...THEMES.map((theme) => el("option", { value: theme, text: w(`theme_${theme}`) })));
    }
    box.value = state.theme;
  }
  box.addEventListener("change", () => go({ theme: box.value }));
  for (const query of [DARK, CONTRAST]) query.addEventListener("change", () => go({}));

  // src/main.js
  function show() {
    if (lang !== state.lang) speakIn(state.lang);
    showTheme();
    const view2 = viewOf(state.view);
    for (const { name } of VIEWS) rootOf(name).hidden = name !== view2.name;
    showFrame();
    showFilters();
    showTake();
    hideTip();
    showPanel();
    view2.draw(rootOf(view2.name), model, state);
  }
  document.addEventListener("click", (event) => {
    const node = within(event, "[data-open], [data-evidence], [data-document], [data-role], #views [data-view]");
    if (!node) return;
    const { open: open2, evidence, other, document: doc, role, view: view2 } = node.dataset;
    if (evidence !== void 0) openEvidence(evidence, other ?? "");
    else if (open2 !== void 0) openThing(open2);
    else if (doc !== void 0) {
      const { id } = documents[Number(doc)];
      const only = state.documents.length === 1 && state.documents[0] === id;
      if (event.ctrlKey || event.metaKey || event.shiftKey) go({ documents: toggled(state.documents, id) });
      else go({ documents: only || documents.length === 1 ? [] : [id] });
    } else if (role !== void 0) go({ roles: toggled(state.roles, Number(role)) });
    else if (view2 !== void 0) go({ view: view2 });
  });
  document.getElementById("groups")?.addEventListener("change", (event) => go({ groups: (
    /** @type {HTMLInputElement} */
    event.target.checked
  ) }));
  byId("lang").addEventListener("click", () => go({ lang: lang === "zh" ? "en" : "zh" }));
  byId("help").addEventListener("click", openHelp);
  document.addEventListener("keydown", (event) => {
    const typing = event.isComposing || within(event, "input:not([type=checkbox]), textarea, select");
    if (event.ctrlKey || event.metaKey || event.altKey || typing || helpBox.open) return;
    if (event.key === "/") {
      event.preventDefault();
      findBox.focus();
      findBox.select();
    } else if (event.key === "Escape") {
      if (state.sel) closePanel();
      else if (state.related) go({ related: false });
      else if (state.focus && state.view === "focus") go({ focus: "" });
    } else if (event.key === "?") openHelp();
    else if (/^\d$/.test(event.key)) {
      const view2 = VIEWS[(Number(event.key) + 9) % 10];
      if (view2) go({ view: view2.name });
    }
  });
  byId("views").addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at5 = VIEWS.indexOf(viewOf(state.view));
    go({ view: VIEWS[(at5 + step + VIEWS.length) % VIEWS.length].name });
    document.getElementById(`tab-${state.view}`)?.focus();
  });
  onChange(show);
  show();
  document.documentElement.dataset.ready = "yes";
})();
