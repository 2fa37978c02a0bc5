// Made of views/page/src by "node views/page/build.mjs": change it there.
"use strict";
"use strict";
(() => {
  // src/dom.js
  function el(tag, options = {}, ...children) {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(options)) {
      if (value === void 0 || value === null || value === false) continue;
      if (key === "text") node.textContent = value;
      else if (key === "class") node.className = value;
      else if (key === "data") Object.assign(node.dataset, value);
      else if (key === "on") for (const [type, call] of Object.entries(value)) node.addEventListener(type, call);
      else node.setAttribute(key, value === true ? "" : String(value));
    }
    node.append(...children.filter((c) => c !== null && c !== void 0 && c !== false));
    return node;
  }
  var SVG = "http://www.w3.org/2000/svg";
  function svg(tag, attributes = {}, ...children) {
    const node = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
    node.append(...children);
    return node;
  }

  // src/model.js
  var MARKS = ["over", "lead", "support", "named"];
  function modelOf(payload) {
    const { documents: documents2, sectors: sectors2, tasks: tasks2, leaders: leaders2, units: units2, counties: counties2, clusters: clusters2 } = payload;
    const kinds = { unit: units2, leader: leaders2, task: tasks2, sector: sectors2, county: counties2, cluster: clusters2, document: documents2 };
    const byId = /* @__PURE__ */ new Map();
    for (const [kind, list] of Object.entries(kinds)) {
      list.forEach((of, i) => {
        byId.set(of.id, { kind, i, of });
        of.mentions = [];
        of.tasks = [];
      });
    }
    const mentions2 = payload.mentions.map(([role, who, task, printed, line, rule, inherited, statement, from, to, place]) => ({ role, who, task, printed, line, rule, inherited: Boolean(inherited), statement, from, to, place }));
    const cells = /* @__PURE__ */ new Map();
    mentions2.forEach((m, i) => {
      const who = m.role ? units2[m.who] : leaders2[m.who];
      who.mentions.push(i);
      tasks2[m.task].mentions.push(i);
      who.tasks.push(m.task);
      const key = `${m.task}|${who.id}`;
      const held = cells.get(key);
      if (held) held.push(i);
      else cells.set(key, [i]);
    });
    for (const list of [units2, leaders2]) for (const who of list) who.tasks = [...new Set(who.tasks)];
    tasks2.forEach((task, i) => {
      if (task.sector >= 0) sectors2[task.sector].tasks.push(i);
      if (task.document >= 0) documents2[task.document].tasks.push(i);
      for (const c of new Set(task.counties.map(([county]) => county))) counties2[c].tasks.push(i);
      task.tasks = [i];
    });
    for (const cluster of clusters2) {
      cluster.tasks = [...new Set(cluster.units.flatMap((u) => units2[u].tasks))].sort((a, b) => a - b);
      cluster.first = units2[cluster.units[0]].short;
    }
    return { ...payload, mentions: mentions2, kinds, byId, cells };
  }
  function thingOf(model2, id) {
    return model2.byId.get(id) || null;
  }
  function cell(model2, task, who) {
    return model2.cells.get(`${task}|${who.id}`) || [];
  }
  function strongest(model2, rows) {
    return Math.min(...rows.map((i) => model2.mentions[i].role));
  }
  function roleCounts(model2, list, who) {
    const found2 = [0, 0, 0, 0];
    for (const t of list) for (const role of new Set(cell(model2, t, who).map((i) => model2.mentions[i].role))) found2[role] += 1;
    return found2;
  }
  function loads(model2, unit) {
    return roleCounts(model2, unit.tasks, unit);
  }
  function count(values) {
    const times = /* @__PURE__ */ new Map();
    for (const value of values) times.set(value, (times.get(value) || 0) + 1);
    return [...times].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }

  // src/page.js
  var model = modelOf(JSON.parse(document.getElementById("data")?.textContent ?? ""));
  var { documents, sectors, tasks, leaders, units, counties, clusters, mentions, statements } = model;

  // src/words.js
  var WORDS = {
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
    corner: ["行：任务，按领域。列：单位，按群（群未经检验，是否稳定见 zeren clusters）。", "Rows: tasks by section. Columns: units by cluster (not tested here: zeren clusters tells which are stable)."],
    cornerHint: ["点标记看原文，点名称看全貌。", "Click a mark for its printed words, a name for its whole picture."],
    cornerLoad: ["柱高：任务数（深色为牵头）", "Bars: tasks (dark: leads)"],
    clusterNote: ["群由 Leiden 算法按共同任务划分（集合称谓除外），是分析结果，不是文件所写，此处未检验是否稳定（见 zeren clusters）。下列任务至少有其中两个单位。", "Clusters are computed from shared tasks (Leiden, group phrases left out): an analysis, not something a document states, and not tested here (zeren clusters tells which are stable). These tasks name at least two of its units."],
    nTasks: ["{0} 项任务", "{0} tasks"],
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
    other: ["其他", "other"],
    none: ["无", "none"],
    basisUnit: ["（由责任单位）", "(through its government)"]
  };
  var ROLES = model.schema.roles;
  var lang = "zh";
  function speakIn(language) {
    lang = language;
  }
  function w(key, ...values) {
    const pair = WORDS[key];
    const text = pair ? pair[lang === "zh" ? 0 : 1] : key;
    return text.replace(/\{(\d)\}/g, (_, n) => String(values[Number(n)]));
  }
  function kindWord(kind) {
    return WORDS[`kind_${kind}`] ? w(`kind_${kind}`) : kind;
  }
  function speak() {
    document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
    for (const node of document.querySelectorAll("[data-word]")) node.textContent = w(node.dataset.word);
    for (const node of document.querySelectorAll("[data-word2]")) {
      const pair = WORDS[node.dataset.word2];
      node.textContent = pair[lang === "zh" ? 1 : 0];
    }
    for (const node of document.querySelectorAll("[data-hint]")) node.placeholder = w(node.dataset.hint);
    document.getElementById("lang").textContent = lang === "zh" ? "EN" : "中文";
  }

  // src/parts.js
  function nameOf(thing) {
    const { kind, of, i } = thing;
    if (kind === "task") return `${of.number ? of.number + ". " : ""}${of.title || of.text}`;
    if (kind === "cluster") return `${w("cluster")} ${i + 1} · ${w("etAl", of.first, of.units.length)}`;
    return of.name || of.title || of.id;
  }
  function markOf(role) {
    return el("span", { class: `mark ${MARKS[role]}`, title: w(ROLES[role]) });
  }
  function nameButton(thing, text, extra = "") {
    return el("button", { type: "button", class: `name ${thing.kind} ${extra}`, data: { open: thing.of.id }, title: nameOf(thing) }, el("bdi", { text: text ?? nameOf(thing) }));
  }
  var unitThing = (i) => ({ kind: "unit", i, of: units[i] });
  var leaderThing = (i) => ({ kind: "leader", i, of: leaders[i] });
  var taskThing = (i) => ({ kind: "task", i, of: tasks[i] });
  var sectorThing = (i) => ({ kind: "sector", i, of: sectors[i] });
  var countyThing = (i) => ({ kind: "county", i, of: counties[i] });
  function swatch(cluster) {
    const node = el("i", { class: "swatch" });
    node.style.backgroundColor = cluster >= 0 ? clusters[cluster].color : "#9AA5B1";
    return node;
  }

  // src/evidence.js
  function quote(text, parts) {
    const node = el("blockquote", { class: "statement", lang: "zh-CN" });
    let at = 0;
    for (const [from, to, role, strong] of [...parts].sort((a, b) => a[0] - b[0])) {
      if (from < at || from < 0) continue;
      node.append(text.slice(at, from), el("mark", { class: `${MARKS[role]}${strong ? " strong" : ""}`, title: w(ROLES[role]), text: text.slice(from, to) }));
      at = to;
    }
    node.append(text.slice(at));
    return node;
  }
  function whereWords(line, place) {
    return place ? w("placed", place) : w("line", line);
  }
  function placeLine(task, line, place) {
    const doc = documents[tasks[task].document];
    const node = el("p", { class: "place" });
    if (doc) {
      node.append(el("span", { class: "doc" }, el("bdi", { text: `《${doc.title}》` })));
      if (doc.number) node.append(" ", el("bdi", { text: doc.number }));
      if (doc.date) node.append(" ", doc.date);
      node.append(" · ");
    }
    node.append(el("b", { text: whereWords(line, place) }));
    return node;
  }
  function ruleWord(rule) {
    return WORDS[`rule_${rule}`] ? w(`rule_${rule}`) : rule;
  }
  function evidenceCard(i) {
    const m = mentions[i];
    const who = m.role ? units[m.who] : leaders[m.who];
    const card = el("article", { class: "evidence", data: { mention: i } });
    const head = el("p", { class: "head" }, markOf(m.role), el("b", { text: w(ROLES[m.role]) }), " ", nameButton(m.role ? unitThing(m.who) : leaderThing(m.who), who.name));
    card.append(head);
    const printed = el("p", { class: "printed" }, `${w("printed")} `, el("q", {}, el("bdi", { text: m.printed })));
    if (m.inherited) printed.append(" ", el("span", { class: "note", text: w("inheritedNote") }));
    card.append(printed, quote(statements[m.statement], [[m.from, m.to, m.role, true]]), placeLine(m.task, m.line, m.place));
    if (m.rule) card.append(el("p", { class: "note", text: w("rule", ruleWord(m.rule)) }));
    return card;
  }
  function taskStatements(i) {
    const together = /* @__PURE__ */ new Map();
    for (const m of tasks[i].mentions) {
      const key = mentions[m].statement;
      if (!together.has(key)) together.set(key, []);
      together.get(key).push(mentions[m]);
    }
    return [...together].flatMap(([s, rows]) => {
      const first = rows.reduce((a, b) => b.line < a.line ? b : a);
      return [quote(statements[s], rows.map((m) => [m.from, m.to, m.role, false])), placeLine(i, first.line, first.place)];
    });
  }
  function taskLine(i, who = null) {
    const task = tasks[i];
    const rows = who ? cell(model, i, who) : [];
    const node = el("button", { type: "button", class: "task-line", data: rows.length ? { evidence: task.id, other: who.id } : { evidence: task.id, other: "" } });
    if (rows.length) node.append(markOf(strongest(model, rows)));
    node.append(el("span", { class: "number", text: task.number }), el("span", { class: "words", text: task.title || task.text }));
    if (task.deadline) node.append(el("span", { class: "note", text: task.deadline }));
    return node;
  }
  var FIRST = 12;
  function longList(items, make, first = FIRST) {
    const list = el("ul", { class: "plain" });
    const add = (from, to) => items.slice(from, to).forEach((item) => list.append(el("li", {}, make(item))));
    add(0, first);
    if (items.length > first) {
      const button = el("button", { type: "button", class: "more", text: w("seeAll", items.length - first) });
      const last = el("li", {}, button);
      list.append(last);
      button.addEventListener("click", () => {
        last.remove();
        add(first, items.length);
      });
    }
    return list;
  }

  // src/select.js
  function visibleUnit(state2, unit) {
    return state2.groups || !unit.group;
  }
  function shownTasks(model2, state2) {
    const only = state2.related && relatedTasks(model2, state2);
    return model2.tasks.map((_, i) => i).filter((i) => (state2.doc < 0 || model2.tasks[i].document === state2.doc) && (!only || only.has(i)));
  }
  function relatedTasks(model2, state2) {
    const thing = thingOf(model2, state2.with && thingOf(model2, state2.sel)?.kind === "task" ? state2.with : state2.sel);
    return thing && thing.kind !== "document" ? new Set(thing.of.tasks) : null;
  }

  // src/views/index.js
  var VIEWS = ["matrix", "focus", "network", "list"];

  // src/state.js
  var state = {
    view: "matrix",
    focus: "",
    // id of the thing in the focus view
    sel: "",
    // id of what the panel shows
    with: "",
    // second id: the panel shows the evidence that joins the two
    doc: -1,
    groups: model.settings.groups,
    related: false,
    roles: /* @__PURE__ */ new Set([1, 2, 3]),
    closed: false,
    // the panel, until the next selection
    net: "units",
    missing: false
  };
  function readHash() {
    const parts = new URLSearchParams(location.hash.slice(1));
    const known = (key) => {
      const id = parts.get(key) || "";
      if (id && !model.byId.has(id)) {
        state.missing = true;
        return "";
      }
      return id;
    };
    state.missing = false;
    state.view = VIEWS.includes(parts.get("view")) ? parts.get("view") : "matrix";
    state.focus = known("focus");
    state.sel = known("sel");
    state.with = known("with");
    const doc = model.byId.get(parts.get("doc") || "");
    state.doc = doc && doc.kind === "document" ? doc.i : -1;
    state.groups = parts.has("groups") ? parts.get("groups") === "1" : model.settings.groups;
    state.net = parts.get("net") === "leaders" ? "leaders" : "units";
    state.related = parts.get("related") === "1";
    speakIn(parts.get("lang") === "en" ? "en" : "zh");
  }
  function hashOf() {
    const parts = new URLSearchParams();
    if (state.view !== "matrix") parts.set("view", state.view);
    for (const key of ["focus", "sel", "with"]) if (state[key]) parts.set(key, state[key]);
    if (state.doc >= 0) parts.set("doc", documents[state.doc].id);
    if (state.groups !== model.settings.groups) parts.set("groups", state.groups ? "1" : "0");
    if (state.net !== "units") parts.set("net", state.net);
    if (state.related) parts.set("related", "1");
    if (lang !== "zh") parts.set("lang", lang);
    return parts.toString();
  }
  function go(changes) {
    Object.assign(state, changes);
    if ("sel" in changes) state.closed = false;
    const hash = hashOf();
    if (location.hash.slice(1) !== hash) {
      ownHash = hash;
      location.hash = hash;
    }
    changed();
  }
  var ownHash = null;
  var changed = () => {
  };
  function onChange(call) {
    changed = call;
  }
  window.addEventListener("hashchange", () => {
    if (location.hash.slice(1) === ownHash) {
      ownHash = null;
      return;
    }
    readHash();
    changed();
  });
  function openThing(id) {
    go({ view: "focus", focus: id, sel: "", with: "" });
  }
  function openEvidence(id, other) {
    go({ sel: id, with: other });
  }

  // src/panel.js
  var panel = document.getElementById("panel");
  function showPanel() {
    const thing = thingOf(model, state.sel);
    const other = thingOf(model, state.with);
    panel.hidden = !thing || state.closed;
    document.body.classList.toggle("with-panel", !panel.hidden);
    if (panel.hidden) return;
    const body = el("div", { class: "body" });
    const head = el("header", {}, el("span", { class: "kind", text: other ? w("evidence") : w(thing.kind) }), el("button", { type: "button", class: "quiet close", "aria-label": w("close"), title: `${w("close")} (Esc)`, text: "×", on: { click: closePanel } }));
    if (other && thing.kind === "task") evidenceOf(body, thing, other);
    else if (other) pairOf(body, thing, other);
    else ABOUT[thing.kind]?.(body, thing);
    panel.replaceChildren(head, body);
    panel.scrollTop = 0;
  }
  function closePanel() {
    state.closed = true;
    go({ sel: "", with: "" });
  }
  function block(title, ...children) {
    return el("section", {}, el("h3", { text: title }), ...children);
  }
  function ways(thing) {
    const node = el("p", { class: "ways" });
    if (state.view !== "focus" || state.focus !== thing.of.id) node.append(el("button", { type: "button", data: { open: thing.of.id }, text: w("openFocus") }));
    if (state.view !== "matrix") node.append(el("button", { type: "button", text: w("toMatrix"), on: { click: () => toMatrix(thing) } }));
    return node;
  }
  function toMatrix(thing) {
    go({ view: "matrix", sel: thing.of.id, with: "", related: thing.kind !== "task" });
  }
  function evidenceOf(body, task, who) {
    const rows = cell(model, task.i, who.of);
    body.append(el("h2", {}, el("bdi", { text: nameOf(who) })));
    for (const i of rows) body.append(evidenceCard(i));
    body.append(block(w("task"), taskText(task.i)));
    aboutTask(body, task, false);
    body.append(ways(task));
  }
  function taskText(i) {
    const task = tasks[i];
    return el("p", { class: "text", lang: "zh-CN" }, el("button", { type: "button", class: "number", data: { open: task.id }, text: task.number || "#" }), " ", task.title ? el("b", { text: `${task.title} ` }) : null, el("bdi", { text: task.text }));
  }
  function pairOf(body, a, b) {
    body.append(el("h2", {}, nameButton(a, a.of.short), el("span", { class: "and", text: " — " }), nameButton(b, b.of.short)));
    const mine = new Set(a.of.tasks);
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
  var ABOUT = {
    unit(body, thing) {
      const unit = thing.of;
      body.append(el("h2", {}, el("bdi", { text: unit.name })), ...unitFacts(thing), loadBar(loads(model, unit)), ways(thing));
      for (const role of [1, 2, 3]) {
        const own = unit.tasks.filter((t) => cell(model, t, unit).some((i) => mentions[i].role === role));
        if (own.length) body.append(block(`${w(ROLES[role])} ${own.length}`, longList(own, (t) => taskLine(t, unit))));
      }
      peopleOf(body, unit);
      companyOf(body, thing);
    },
    leader(body, thing) {
      body.append(el("h2", {}, el("bdi", { text: thing.of.name })), el("p", { class: "note", text: w("nTasks", thing.of.tasks.length) }), ways(thing));
      body.append(block(`${w("OVERSEES")} ${thing.of.tasks.length}`, longList(thing.of.tasks, (t) => taskLine(t, thing.of))));
      companyOf(body, thing);
    },
    task(body, thing) {
      body.append(el("h2", { text: `${w("task")} ${thing.of.number}` }), taskText(thing.i));
      aboutTask(body, thing, true);
      const quoted = taskStatements(thing.i);
      if (quoted.length) body.append(block(w("statement"), ...quoted));
      else body.append(placeLine(thing.i, thing.of.line, thing.of.place));
      body.append(ways(thing));
    },
    sector(body, thing) {
      body.append(el("h2", {}, el("bdi", { text: thing.of.title })), el("p", { class: "note", text: w("nTasks", thing.of.tasks.length) }), ways(thing));
      body.append(block(w("tasks"), longList(thing.of.tasks, (t) => taskLine(t))));
      peopleOf(body, thing.of);
      companyOf(body, thing);
    },
    county(body, thing) {
      const county = thing.of;
      body.append(el("h2", {}, el("bdi", { text: county.name })), el("p", { class: "note", text: `${county.code ? `GB/T 2260 ${county.code} · ` : ""}${w("nTasks", county.tasks.length)}` }), ways(thing));
      const governed = units.filter((u) => u.county === thing.i);
      if (governed.length) body.append(el("p", { class: "chips" }, ...governed.map((u) => nameButton(thingOf(model, u.id)))));
      body.append(block(w("tasks"), longList(county.tasks, (t) => taskLine(t))));
      companyOf(body, thing);
    },
    cluster(body, thing) {
      body.append(el("h2", {}, swatch(thing.i), ` ${nameOf(thing)}`), ways(thing));
      body.append(block(w("units"), el("p", { class: "chips" }, ...thing.of.units.map((u) => nameButton(unitThing(u), `${units[u].short} ${units[u].tasks.length}`)))));
      const often = count(thing.of.tasks.filter((t) => tasks[t].sector >= 0).map((t) => tasks[t].sector));
      if (often.length) body.append(block(w("sectors"), longList(often, ([s, n]) => el("p", { class: "counted" }, nameButton(sectorThing(s)), el("b", { text: n })), 6)));
      peopleOf(body, thing.of);
    },
    document() {
    }
  };
  function unitFacts({ of: unit, i }) {
    const facts = el("p", { class: "facts" }, el("span", { class: "tag", text: kindWord(unit.kind) }));
    if (unit.cluster >= 0) facts.append(el("button", { type: "button", class: "tag", data: { open: clusters[unit.cluster].id } }, swatch(unit.cluster), nameOf(thingOf(model, clusters[unit.cluster].id))));
    if (unit.county >= 0) facts.append(el("span", { class: "note" }, `${w("governs")} `, nameButton(countyThing(unit.county))));
    for (const [g, certain] of unit.memberOf) facts.append(el("span", { class: "note" }, `${w("memberOf")} `, nameButton(unitThing(g)), certain ? w("certain") : w("uncertain")));
    const nodes = [facts];
    if (unit.aliases.length) nodes.push(el("p", { class: "note" }, `${w("aliases")} `, el("bdi", { text: unit.aliases.join("、") })));
    const members = unit.group ? units.filter((u) => u.memberOf.some(([g]) => g === i)) : [];
    if (members.length) nodes.push(el("div", { class: "note" }, `${w("members")} `, el("span", { class: "chips" }, ...members.map((u) => nameButton(thingOf(model, u.id), u.short)))));
    return nodes;
  }
  function aboutTask(body, thing, people) {
    const task = thing.of;
    const list = el("dl");
    const row = (title, ...values) => list.append(el("dt", { text: title }), el("dd", {}, ...values));
    if (task.sector >= 0) row(w("sector"), nameButton(sectorThing(task.sector)));
    if (task.deadline) row(w("deadline"), el("bdi", { text: task.deadline }));
    if (task.targets.length) row(w("targets"), el("ul", { class: "targets" }, ...task.targets.map(([text, value, unit, relation]) => el("li", {}, el("bdi", { text }), value ? el("b", { text: ` ${value}${unit}${relation}` }) : null))));
    if (task.counties.length) row(w("counties"), ...task.counties.flatMap(([c, basis]) => [nameButton(countyThing(c)), basis === "unit" ? el("span", { class: "note", text: w("basisUnit") }) : " "]));
    if (people) {
      for (const role of [0, 1, 2, 3]) {
        const rows = task.mentions.filter((i) => mentions[i].role === role);
        if (rows.length) row(w(ROLES[role]), el("span", { class: "chips" }, ...rows.map((i) => whoButton(i, task))));
      }
      if (task.mentions.some((i) => mentions[i].role > 0)) row("", el("span", { class: "note", text: w(`convention_${task.convention}`) }));
    }
    if (task.open) row("", el("span", { class: "note", text: w("openList") }));
    if (list.childElementCount) body.append(list);
  }
  function whoButton(i, task) {
    const m = mentions[i];
    const who = m.role ? units[m.who] : leaders[m.who];
    return el("button", { type: "button", class: "name", data: { evidence: task.id, other: who.id } }, el("bdi", { text: who.name }));
  }
  function peopleOf(body, of) {
    const rows = of.tasks.flatMap((t) => [...new Set(tasks[t].mentions.map((i) => mentions[i]).filter((m) => !m.role).map((m) => m.who))]);
    const often = count(rows);
    if (often.length) body.append(block(w("leadersOf"), el("p", { class: "chips" }, ...often.slice(0, 20).map(([l, n]) => nameButton(leaderThing(l), `${leaders[l].name} ${n}`)))));
  }
  function companyOf(body, thing) {
    const rows = thing.of.tasks.flatMap((t) => [...new Set(tasks[t].mentions.map((i) => mentions[i]).filter((m) => m.role && visibleUnit(state, units[m.who])).map((m) => m.who))]);
    const often = count(rows).filter(([u]) => thing.kind !== "unit" || u !== thing.i);
    const pair = thing.kind === "unit" || thing.kind === "leader";
    const button = ([u, n]) => {
      const text = `${units[u].short} ${n}`;
      return pair ? el("button", { type: "button", class: "name", data: { evidence: thing.of.id, other: units[u].id } }, swatch(units[u].cluster), el("bdi", { text })) : nameButton(unitThing(u), text);
    };
    if (often.length) body.append(block(w(thing.kind === "unit" ? "coUnits" : "units"), el("p", { class: "chips" }, ...often.slice(0, 24).map(button)), often.length > 24 ? el("p", { class: "note", text: w("seeAll", often.length - 24) }) : null));
  }
  function loadBar([, lead, support, named]) {
    const bar = el("p", { class: "load" });
    for (const [role, n] of [[1, lead], [2, support], [3, named]]) {
      if (!n) continue;
      const part = el("span", { class: MARKS[role], title: `${w(ROLES[role])} ${n}` }, markOf(role), `${w(`short${role}`)} ${n}`);
      part.style.flexGrow = String(n);
      bar.append(part);
    }
    return bar;
  }

  // src/search.js
  var findBox = document.getElementById("find");
  var found = document.getElementById("found");
  var LIMIT = 30;
  var results = [];
  var chosen = -1;
  function fits(key, query) {
    if (key === query) return 0;
    const at = key.indexOf(query);
    if (at === 0) return 1;
    if (at > 0) return 2;
    if (query.length < 2 || query.length > key.length || key.length > 60) return Infinity;
    let i = 0;
    for (const char of key) if (char === query[i]) i += 1;
    return i === query.length ? 3 : Infinity;
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
  function lookUp(raw) {
    const query = raw.trim().toLowerCase().replace(/[\s'’]+/g, "");
    if (!query) return [];
    const hits = [];
    const push = (kind, i, score, weight) => hits.push({ kind, i, of: model.kinds[kind][i], score, weight });
    for (const [order2, kind] of ["unit", "leader", "county", "sector"].entries()) {
      model.kinds[kind].forEach((of, i) => {
        const score = bestFit(of.keys, query);
        if (score < Infinity) push(kind, i, score + order2 / 10, of.tasks.length);
      });
    }
    tasks.forEach((task, i) => {
      if (task.number.toLowerCase() === query) push("task", i, 0.5, 0);
      else if ((task.title + task.text).toLowerCase().replace(/\s+/g, "").includes(query)) push("task", i, 2.6, 0);
    });
    return hits.sort((a, b) => a.score - b.score || b.weight - a.weight || a.i - b.i);
  }
  function showFound() {
    const hits = lookUp(findBox.value);
    results = hits.slice(0, LIMIT);
    chosen = results.length ? 0 : -1;
    found.replaceChildren();
    const open = findBox.value.trim() !== "";
    found.hidden = !open;
    findBox.setAttribute("aria-expanded", String(open));
    results.forEach((hit, n) => {
      const row = el("li", { role: "option", id: `hit-${n}`, data: { hit: n } }, el("span", { class: "kind", text: w(hit.kind) }));
      row.append(el("bdi", { class: "what", text: hit.kind === "task" ? snippet(hit, findBox.value.trim()) : nameOf(hit) }));
      if (hit.kind === "unit") row.append(...unitNote(hit.of));
      else if (hit.kind !== "task") row.append(el("span", { class: "note", text: w("nTasks", hit.of.tasks.length) }));
      found.append(row);
    });
    if (!results.length && open) found.append(el("li", { class: "none", text: w("nothingFound") }));
    if (hits.length > LIMIT) found.append(el("li", { class: "none", text: w("findMore", hits.length - LIMIT) }));
    mark();
  }
  function unitNote(unit) {
    const [, lead, support, named] = loads(model, unit);
    const parts = [];
    for (const [role, n] of [[1, lead], [2, support], [3, named]]) {
      if (n) parts.push(el("span", { class: "note" }, markOf(role), ` ${n}`));
    }
    if (unit.group) parts.push(el("span", { class: "note", text: w("kind_group") }));
    return parts;
  }
  function snippet(hit, query) {
    const text = nameOf(hit);
    const at = text.indexOf(query);
    return at > 24 ? `${hit.of.number}. …${text.slice(at - 12)}` : text;
  }
  function mark() {
    for (const row of found.querySelectorAll("[role=option]")) {
      const is = Number(row.dataset.hit) === chosen;
      row.setAttribute("aria-selected", String(is));
      if (is) {
        row.scrollIntoView({ block: "nearest" });
        findBox.setAttribute("aria-activedescendant", row.id);
      }
    }
    if (chosen < 0) findBox.removeAttribute("aria-activedescendant");
  }
  function closeFound() {
    found.hidden = true;
    findBox.setAttribute("aria-expanded", "false");
  }
  function take(n) {
    const hit = results[n];
    if (!hit) return;
    closeFound();
    findBox.blur();
    openThing(hit.of.id);
    document.getElementById("focus-view").focus({ preventScroll: true });
  }
  findBox.addEventListener("input", showFound);
  findBox.addEventListener("focus", () => findBox.value.trim() && showFound());
  findBox.addEventListener("blur", closeFound);
  findBox.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (results.length) chosen = (chosen + (event.key === "ArrowDown" ? 1 : -1) + results.length) % results.length;
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(chosen);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      findBox.value = "";
      closeFound();
      findBox.blur();
    }
  });
  found.addEventListener("mousedown", (event) => {
    const row = event.target.closest("[data-hit]");
    event.preventDefault();
    if (row) take(Number(row.dataset.hit));
  });

  // src/tip.js
  var tip = document.getElementById("tip");
  function showTip(x, y, lines) {
    tip.replaceChildren(...lines);
    tip.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = tip;
    tip.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - width - 8))}px`;
    tip.style.top = `${y + 18 + height > innerHeight ? y - height - 12 : y + 18}px`;
  }
  function hideTip() {
    tip.hidden = true;
  }

  // src/views/focus.js
  var focusView = document.getElementById("focus-view");
  var focus = { drawn: "", active: null, lines: null };
  var MOST_TASKS = 200;
  function showFocus() {
    const thing = thingOf(model, state.focus);
    const drawn = JSON.stringify([lang, state.focus, state.groups, state.doc]);
    if (focus.drawn !== drawn) {
      focus.drawn = drawn;
      focus.active = null;
      if (thing) drawFocus(thing);
      else drawFocusStart();
    }
    for (const box of focusView.querySelectorAll(".box.chosen")) box.classList.remove("chosen");
    const sel = thingOf(model, state.sel);
    if (sel?.kind === "task") focusView.querySelector(`.box[data-task="${sel.i}"]`)?.classList.add("chosen");
    for (const role of [1, 2, 3]) focusView.classList.toggle(`no-${MARKS[role]}`, !state.roles.has(role));
    requestAnimationFrame(drawLines);
  }
  function drawFocusStart() {
    const most = units.filter(visibleUnit).slice(0, 24);
    focusView.replaceChildren(
      el(
        "div",
        { class: "start" },
        el("p", { class: "lead-in", text: w("focusHint") }),
        leaders.length ? el("h3", { text: w("focusTopLeaders") }) : null,
        leaders.length ? el("p", { class: "chips" }, ...leaders.slice(0, 24).map((l) => nameButton(thingOf(model, l.id), `${l.name} ${l.tasks.length}`))) : null,
        el("h3", { text: w("focusTop") }),
        el("p", { class: "chips" }, ...most.map((u) => nameButton(thingOf(model, u.id), `${u.short} ${u.tasks.length}`))),
        el("h3", { text: w("sectors") }),
        el("ul", { class: "plain" }, ...sectors.slice(0, 40).map((s) => el("li", {}, nameButton(thingOf(model, s.id), `${s.title} ${s.tasks.length}`))))
      )
    );
  }
  function drawFocus(thing) {
    const all = thing.of.tasks.filter((t) => state.doc < 0 || tasks[t].document === state.doc);
    const list = all.slice(0, MOST_TASKS);
    const title = el("header", {}, el("span", { class: "kind", text: w(thing.kind) }), el("h2", {}, el("bdi", { text: thing.kind === "task" ? `${w("task")} ${thing.of.number}` : nameOf(thing) })));
    if (thing.kind !== "task") title.append(el("span", { class: "note", text: w("nTasks", all.length) }));
    if (thing.kind === "unit") title.append(loadBar(roleCounts(model, all, thing.of)));
    title.append(ways(thing));
    if (thing.kind === "unit") title.append(el("div", { class: "about" }, ...unitFacts(thing)));
    if (thing.kind === "cluster") title.append(el("p", { class: "about note", text: w("clusterNote") }));
    const left = el("div", { class: "left" });
    const middle = el("div", { class: "middle" });
    const right = el("div", { class: "right" });
    const people = count(list.flatMap((t) => whoOf(t, (m) => !m.role)));
    if (people.length) left.append(el("h3", { text: w("leadersOf") }), ...people.map(([l, n]) => sideBox(leaderThing(l), leaders[l].name, n, thing)));
    const parts = count(list.map((t) => tasks[t].sector).filter((s) => s >= 0));
    if (parts.length && thing.kind !== "sector") left.append(el("h3", { text: w("sectors") }), ...parts.map(([s, n]) => sideBox(sectorThing(s), sectors[s].title, n, thing)));
    let section = null;
    for (const t of list) {
      const { sector, document: doc } = tasks[t];
      if (`${doc}|${sector}` !== section && thing.kind !== "task") {
        section = `${doc}|${sector}`;
        const heading2 = sector >= 0 ? sectors[sector].title : documents[doc]?.title;
        if (heading2 && parts.length > 1) middle.append(el("h4", {}, el("bdi", { text: heading2 })));
      }
      middle.append(taskBox(t, thing));
    }
    if (thing.kind === "task") {
      const about = el("div", { class: "about-task" });
      aboutTask(about, thing, false);
      about.append(...taskStatements(thing.i));
      middle.append(about);
    }
    if (all.length > list.length) middle.append(el("p", { class: "note", text: w("seeAll", all.length - list.length) }));
    if (!list.length) middle.append(el("p", { class: "note", text: w("none") }));
    const company = thing.kind === "task" ? byRole(thing.i) : count(list.flatMap((t) => whoOf(t, (m) => m.role && visibleUnit(state, units[m.who]))));
    if (company.length) right.append(el("h3", { text: w("units") }), ...company.map(([u, n]) => sideBox(unitThing(u), units[u].short, n, thing)));
    focus.lines = svg("svg", { class: "lines", "aria-hidden": "true" });
    const columns = el("div", { class: "columns" }, left, middle, right);
    columns.prepend(focus.lines);
    focusView.replaceChildren(title, columns);
    focusView.scrollTop = 0;
  }
  function whoOf(t, which) {
    return [...new Set(tasks[t].mentions.map((i) => mentions[i]).filter(which).map((m) => m.who))];
  }
  function byRole(t) {
    const found2 = whoOf(t, (m) => m.role).map((u) => [u, 1]);
    return found2.sort((a, b) => strongest(model, cell(model, t, units[a[0]])) - strongest(model, cell(model, t, units[b[0]])));
  }
  function sideBox(thing, text, n, subject) {
    const self = thing.of.id === subject.of.id;
    const node = el("div", { class: `box side ${thing.kind}${self ? " self" : ""}`, data: { side: `${thing.kind}${thing.i}` } });
    if (thing.kind === "unit") node.append(swatch(thing.of.cluster));
    node.append(el("button", { type: "button", class: "main", data: { open: thing.of.id }, title: nameOf(thing) }, el("bdi", { text })));
    const people = (t) => t.kind === "unit" || t.kind === "leader";
    if (subject.kind === "task" && people(thing)) {
      node.append(el("button", { type: "button", class: "n", data: { evidence: subject.of.id, other: thing.of.id }, title: w("evidence") }, markOf(strongest(model, cell(model, subject.i, thing.of)))));
    } else if (people(subject) && people(thing) && !self) {
      node.append(el("button", { type: "button", class: "n", data: { evidence: subject.of.id, other: thing.of.id }, title: w("shared"), text: n }));
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
    if (task.deadline) head.append(el("span", { class: "note", text: task.deadline }));
    if (task.targets.length) head.append(el("span", { class: "note", text: `${w("targets")} ${task.targets.length}` }));
    node.append(head, el("span", { class: subject.kind === "task" ? "words whole" : "words", text: task.title ? `${task.title} ${task.text}` : task.text }));
    return node;
  }
  function drawLines() {
    const columns = focusView.querySelector(".columns");
    if (!columns || !focus.lines || focusView.hidden) return;
    const base = columns.getBoundingClientRect();
    const bounds = focusView.getBoundingClientRect();
    focus.lines.setAttribute("width", columns.scrollWidth);
    focus.lines.setAttribute("height", columns.scrollHeight);
    const boxes = [...columns.querySelectorAll(".box.task")];
    const sides = new Map([...columns.querySelectorAll(".box.side")].map((node) => [node.dataset.side, node]));
    const inSight = (node) => node.getBoundingClientRect().bottom > bounds.top && node.getBoundingClientRect().top < bounds.bottom;
    const ends = boxes.flatMap((node) => linesOf(Number(node.dataset.task), node, sides));
    const active = focus.active;
    const joined = active ? ends.filter((e) => e.task === active || e.side === active) : ends;
    const wanted = joined.filter((e) => inSight(e.side) && inSight(e.task));
    const lit = new Set(joined.flatMap((e) => [e.task, e.side]));
    for (const node of columns.querySelectorAll(".box")) node.classList.toggle("dim", Boolean(active) && node !== active && !lit.has(node));
    focus.lines.replaceChildren(
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
    focus.lines.classList.toggle("faint", !active && wanted.length > 30);
  }
  function linesOf(t, node, sides) {
    const ends = [];
    const seen = /* @__PURE__ */ new Set();
    for (const i of tasks[t].mentions) {
      const { role, who } = mentions[i];
      if (role && !state.roles.has(role)) continue;
      const key = `${role ? "unit" : "leader"}${who}`;
      const side = sides.get(key);
      if (side && !side.classList.contains("self") && !seen.has(key)) ends.push({ task: node, side, role });
      seen.add(key);
    }
    const sector = sides.get(`sector${tasks[t].sector}`);
    if (sector && focus.active) ends.push({ task: node, side: sector, role: -1 });
    return ends;
  }
  function pointAt(event) {
    const node = event.target.closest?.(".box") || null;
    if (node === focus.active) return;
    focus.active = node;
    drawLines();
  }
  focusView.addEventListener("mouseover", pointAt);
  focusView.addEventListener("focusin", pointAt);
  focusView.addEventListener("mouseleave", () => {
    focus.active = null;
    drawLines();
  });
  focusView.addEventListener("scroll", () => requestAnimationFrame(drawLines), { passive: true });
  focusView.addEventListener("keydown", (event) => {
    const node = event.target.closest(".box");
    if (!node || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    const places = [".left", ".middle", ".right"];
    const column = places.findIndex((p) => node.closest(p));
    const boxes = (at) => [...focusView.querySelectorAll(`${places[at]} .box.task, ${places[at]} .box .main`)];
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    let next;
    if (sideways) next = boxes(Math.max(0, Math.min(2, column + sideways))).find((b) => !b.closest(".dim"));
    else next = boxes(column)[boxes(column).indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  });

  // src/views/list.js
  var listView = document.getElementById("list-view");
  var order = { units: ["total", -1], leaders: ["total", -1] };
  var listDrawn = "";
  function showList() {
    const drawn = JSON.stringify([lang, state.groups, state.doc, order]);
    if (listDrawn === drawn) return;
    listDrawn = drawn;
    const inDoc = (t) => state.doc < 0 || tasks[t].document === state.doc;
    const rows = units.filter(visibleUnit).map((unit) => {
      const own = unit.tasks.filter(inDoc);
      return { unit, name: unit.name, counts: roleCounts(model, own, unit), total: own.length };
    });
    const people = leaders.map((leader) => ({ leader, name: leader.name, total: leader.tasks.filter(inDoc).length }));
    listView.replaceChildren(unitsTable(rows.filter((r) => r.total)), people.length ? leadersTable(people.filter((r) => r.total)) : "");
  }
  function sorted(rows, which) {
    const [key, way] = order[which];
    const value = (row) => typeof key === "number" ? row.counts[key] : row[key];
    return rows.sort((a, b) => (typeof value(a) === "string" ? value(a).localeCompare(value(b), "zh") : value(a) - value(b)) * way);
  }
  function heading(which, key, text, role = -1) {
    const [now, way] = order[which];
    const set = () => {
      order[which] = [key, now === key ? -way : key === "name" ? 1 : -1];
      showList();
    };
    const button = el("button", { type: "button", on: { click: set } }, role >= 0 ? markOf(role) : null, text, el("span", { class: "way", text: now === key ? way < 0 ? "▾" : "▴" : "" }));
    return el("th", { scope: "col", "aria-sort": now === key ? way < 0 ? "descending" : "ascending" : "none", class: role >= 0 || key === "total" ? "figure" : "" }, button);
  }
  function unitsTable(rows) {
    const most = Math.max(1, ...rows.map(({ counts }) => counts[1] + counts[2] + counts[3]));
    const head = el("tr", {}, heading("units", "name", w("unit")), el("th", { scope: "col", class: "kindly", text: w("kind") }), heading("units", 1, w("short1"), 1), heading("units", 2, w("short2"), 2), heading("units", 3, w("short3"), 3), heading("units", "total", w("total")), el("th", { class: "bars", "aria-hidden": "true" }));
    const body = sorted(rows, "units").map(({ unit, counts, total }) => {
      const bars = el("td", { class: "bars", "aria-hidden": "true" });
      for (const role of [1, 2, 3]) {
        const bar = el("i", { class: MARKS[role] });
        bar.style.width = `${100 * counts[role] / most}%`;
        bars.append(bar);
      }
      return el("tr", {}, el("th", { scope: "row" }, swatch(unit.cluster), nameButton(thingOf(model, unit.id), unit.name)), el("td", { class: "kindly", text: kindWord(unit.kind) }), ...[1, 2, 3].map((r) => el("td", { class: "figure", text: counts[r] || "" })), el("td", { class: "figure total", text: total }), bars);
    });
    return el("div", { class: "listing" }, el("h2", { text: `${w("units")} ${rows.length}` }), el("table", {}, el("thead", {}, head), el("tbody", {}, ...body)));
  }
  function leadersTable(rows) {
    const most = Math.max(1, ...rows.map((r) => r.total));
    const head = el("tr", {}, heading("leaders", "name", w("leader")), heading("leaders", "total", w("tasks")), el("th", { class: "bars", "aria-hidden": "true" }));
    const body = sorted(rows, "leaders").map(({ leader, total }) => {
      const bar = el("i", { class: "over" });
      bar.style.width = `${100 * total / most}%`;
      return el("tr", {}, el("th", { scope: "row" }, nameButton(thingOf(model, leader.id))), el("td", { class: "figure total", text: total }), el("td", { class: "bars", "aria-hidden": "true" }, bar));
    });
    return el("div", { class: "listing" }, el("h2", { text: `${w("leaders")} ${rows.length}` }), el("table", {}, el("thead", {}, head), el("tbody", {}, ...body)));
  }

  // src/views/matrix_moves.js
  function fitColumns() {
    const box = document.getElementById("grid");
    if (!box || !box.clientWidth) return;
    const heads = [...box.querySelectorAll("thead .corner, thead .who")].reduce((sum, th) => sum + th.offsetWidth, 0);
    const room = box.clientWidth - heads - 12;
    const least = innerWidth > 760 ? 15 : 24;
    const width = Math.max(least, Math.min(26, Math.floor(room / Math.max(1, grid.columns.length))));
    box.style.setProperty("--cw", `${width}px`);
    box.style.setProperty("--columns", grid.columns.length);
    box.style.setProperty("--heads", `${heads}px`);
    const runs = bandRuns().map(([from]) => from).slice(1);
    box.style.setProperty("--lines", runs.map((at) => `linear-gradient(#9aa5b1, #9aa5b1) ${at * width - 1}px 0 / 1px 100% no-repeat`).concat("none").join(", "));
    const head = box.querySelector("thead");
    box.style.scrollPaddingTop = `${head.offsetHeight + 30}px`;
    box.style.scrollPaddingLeft = `${heads + 10}px`;
  }
  function markMatrix() {
    const box = document.getElementById("grid");
    if (!box) return;
    const ids = [state.sel, state.with];
    for (const node of box.querySelectorAll(".chosen")) node.classList.remove("chosen");
    for (const role of [1, 2, 3]) box.classList.toggle(`no-${MARKS[role]}`, !state.roles.has(role));
    let column = -1;
    for (const id of ids) {
      const thing = thingOf(model, id);
      if (thing?.kind === "unit" && grid.at.has(thing.i)) column = grid.at.get(thing.i);
      if (thing?.kind === "task") grid.rows.get(thing.i)?.classList.add("chosen");
      if (thing?.kind === "leader") {
        for (const t of thing.of.tasks) grid.rows.get(t)?.classList.add("chosen");
      }
    }
    const task = thingOf(model, state.sel);
    if (task?.kind === "task" && state.with) {
      const row = grid.rows.get(task.i);
      for (const node of row ? row.querySelectorAll(".mark") : []) {
        if (node.dataset.other === state.with) {
          node.classList.add("chosen");
          rest(node);
        }
      }
    }
    if (column >= 0) box.querySelector(`.column[data-column="${column}"]`)?.classList.add("chosen");
    placeColumn(document.getElementById("column-chosen"), column);
    const name = matrixView.querySelector(".chosen-name");
    const about = thingOf(model, state.with) && task?.kind === "task" ? thingOf(model, state.with) : task;
    if (name) name.textContent = about ? ` ${nameOf(about).slice(0, 16)}` : "";
    if (!box.querySelector(".mark[tabindex='0']")) rest(box.querySelector(".mark[data-evidence]"), false);
  }
  function rest(node) {
    if (!node) return;
    for (const old of document.querySelectorAll("#grid .mark[tabindex='0']")) old.tabIndex = -1;
    node.tabIndex = 0;
  }
  function revealInMatrix() {
    const chosen2 = matrixView.querySelector(".mark.chosen, tr.task.chosen .label, .column.chosen");
    chosen2?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  function placeColumn(node, at) {
    if (!node) return;
    node.hidden = at < 0;
    node.style.setProperty("--at", at);
  }
  function hoverMatrix(event) {
    const target = event?.target.closest("[data-column]");
    const cellsBox = event?.target.closest("td.cells");
    let at = -1;
    if (target) at = Number(target.dataset.column);
    else if (cellsBox) {
      const width = parseFloat(document.getElementById("grid").style.getPropertyValue("--cw"));
      at = Math.floor((event.clientX - cellsBox.getBoundingClientRect().left) / width);
      if (at >= grid.columns.length) at = -1;
    }
    placeColumn(document.getElementById("column-hover"), at);
    if (at !== grid.hover) {
      grid.hover = at;
      for (const node of document.querySelectorAll("#grid .column.hover")) node.classList.remove("hover");
      if (at >= 0) document.querySelector(`#grid .column[data-column="${at}"]`)?.classList.add("hover");
    }
    if (at < 0 || !event) return hideTip();
    const unit = units[grid.columns[at]];
    const row = event.target.closest("tr.task");
    const lines = [el("b", {}, el("bdi", { text: unit.name }))];
    if (row) {
      const t = Number(row.dataset.task);
      const role = target?.dataset.role;
      if (role) lines.push(el("p", {}, markOf(Number(role)), w(ROLES[role])));
      lines.push(el("p", { class: "words", text: nameOf(taskThing(t)) }));
    } else {
      const [, lead, support, named] = loads(model, unit);
      lines.push(el("p", { text: `${w("short1")} ${lead} · ${w("short2")} ${support} · ${w("short3")} ${named}` }));
    }
    return showTip(event.clientX, event.clientY, lines);
  }
  function moveInMatrix(event) {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    const node = event.target.closest(".mark[data-column]");
    if (!step || !node) return;
    event.preventDefault();
    const usable = (row) => [...row.querySelectorAll(".mark[data-column]")].filter((m) => m.offsetParent);
    let next = null;
    if (step[1]) {
      const marks = usable(node.closest("tr"));
      next = marks[marks.indexOf(node) + step[1]];
    } else {
      const rows = [...document.querySelectorAll("#grid tr.task")];
      const here = Number(node.dataset.column);
      for (let r = rows.indexOf(node.closest("tr")) + step[0]; r >= 0 && r < rows.length && !next; r += step[0]) {
        const marks = usable(rows[r]);
        next = marks.sort((a, b) => Math.abs(a.dataset.column - here) - Math.abs(b.dataset.column - here))[0];
      }
    }
    if (!next) return;
    rest(next);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // src/views/matrix.js
  var matrixView = document.getElementById("matrix-view");
  var CHUNK = 300;
  var grid = { drawn: "", columns: [], at: /* @__PURE__ */ new Map(), rows: /* @__PURE__ */ new Map(), folded: /* @__PURE__ */ new Set(), hover: -1 };
  var FOLDED = model.settings.size === "aggregate" || model.settings.size === "index";
  function columnsFor(shown) {
    const used = /* @__PURE__ */ new Set();
    for (const t of shown) for (const i of tasks[t].mentions) if (mentions[i].role) used.add(mentions[i].who);
    return model.columns.filter((u) => used.has(u) && visibleUnit(state, units[u]));
  }
  function sectionsOf(shown) {
    const found2 = /* @__PURE__ */ new Map();
    for (const t of shown) {
      const { document: doc, sector } = tasks[t];
      const key = `${doc}|${sector}`;
      if (!found2.has(key)) found2.set(key, { key, doc, sector, tasks: [] });
      found2.get(key).tasks.push(t);
    }
    return [...found2.values()];
  }
  function showMatrix() {
    const shown = shownTasks(model, state);
    const drawn = JSON.stringify([lang, state.doc, state.groups, state.related && state.sel, state.related && state.with]);
    if (grid.drawn !== drawn) {
      grid.drawn = drawn;
      drawMatrix(shown);
    }
    fitColumns();
    markMatrix();
  }
  function drawMatrix(shown) {
    grid.columns = columnsFor(shown);
    grid.at = new Map(grid.columns.map((u, at) => [u, at]));
    grid.rows = /* @__PURE__ */ new Map();
    const sections = sectionsOf(shown);
    const table = el("table", { id: "matrix", "aria-label": w("matrix"), class: grid.columns.length ? "" : "bare" });
    const people = leaders.length > 0;
    table.append(matrixHead(shown, people));
    const many = new Set(sections.map((s) => s.doc)).size > 1;
    let doc = null;
    for (const section of sections) {
      if (many && section.doc !== doc) {
        doc = section.doc;
        table.append(documentRow(doc, people));
      }
      table.append(sectionBody(section, people));
    }
    table.querySelector(".corner").append(matrixTools(sections));
    const box = el("div", { id: "grid" }, table, el("div", { id: "column-hover", hidden: true }), el("div", { id: "column-chosen", hidden: true }));
    matrixView.replaceChildren(box);
    box.addEventListener("mousemove", hoverMatrix);
    box.addEventListener("mouseleave", () => hoverMatrix(null));
    box.addEventListener("keydown", moveInMatrix);
  }
  function matrixTools(sections) {
    const thing = thingOf(model, state.sel);
    const node = el("div", { class: "tools" });
    if (thing || state.related) {
      const box = el("input", { type: "checkbox", id: "related" });
      box.checked = state.related;
      box.addEventListener("change", () => go({ related: box.checked }));
      node.append(el("label", { class: "switch" }, box, el("span", { text: w("related") }), el("b", { class: "chosen-name" })));
    }
    const folding = sections.filter((s) => grid.folded.has(s.key)).length > sections.length / 2;
    node.append(el("button", { type: "button", class: "quiet", text: folding ? w("openAll") : w("foldAll"), on: { click: () => foldAll(!folding) } }));
    return node;
  }
  function matrixHead(shown, people) {
    const corner = el("th", { class: "corner", scope: "col" }, el("p", { text: w("corner") }), el("p", { text: w("cornerHint") }), el("p", { text: w("cornerLoad") }));
    const head = el("tr", {}, corner);
    if (people) head.append(el("th", { class: "who", scope: "col" }, el("span", { text: w("leader") })));
    const labels = el("div", { class: "labels" });
    const bands = el("div", { class: "bands" });
    const inShown = new Set(shown);
    const heights = grid.columns.map((u) => roleCounts(model, units[u].tasks.filter((t) => inShown.has(t)), units[u]));
    const tallest = Math.max(1, ...heights.map(([, a, b, c]) => a + b + c));
    grid.columns.forEach((u, at) => {
      const unit = units[u];
      const button = el("button", { type: "button", class: "column", data: { open: unit.id, column: at }, title: unit.name }, el("bdi", { text: unit.short }));
      button.style.setProperty("--at", at);
      const [, lead, support, named] = heights[at];
      const bar = el("i", { class: "bar", title: `${lead + support + named}` }, el("i", { class: "rest" }), el("i", { class: "lead" }));
      bar.firstChild.style.height = `${Math.round(28 * (support + named) / tallest)}px`;
      bar.lastChild.style.height = `${Math.round(28 * lead / tallest)}px`;
      button.append(bar);
      labels.append(button);
    });
    for (const [from, to, u] of bandRuns()) {
      const unit = units[u];
      const cluster = unit.cluster;
      const title = unit.group ? w("groupPhrases") : cluster >= 0 ? nameOf({ kind: "cluster", i: cluster, of: clusters[cluster] }) : w("unclustered");
      const band = cluster >= 0 ? el("button", { type: "button", data: { open: clusters[cluster].id }, title, text: to - from > 3 ? title : String(cluster + 1) }) : el("span", { title, text: to - from > 2 ? title : "" });
      band.classList.add("band");
      band.style.setProperty("--at", from);
      band.style.setProperty("--n", to - from);
      band.style.setProperty("--color", cluster >= 0 ? clusters[cluster].color : "#9AA5B1");
      bands.append(band);
    }
    head.append(el("th", { class: "cols", scope: "col" }, bands, labels));
    return el("thead", {}, head);
  }
  function bandRuns() {
    const runs = [];
    const group = (u) => units[u].group ? "group" : units[u].cluster;
    grid.columns.forEach((u, at) => {
      const last = runs[runs.length - 1];
      if (last && group(last[2]) === group(u)) last[1] = at + 1;
      else runs.push([at, at + 1, u]);
    });
    return runs;
  }
  function documentRow(doc, people) {
    const of = documents[doc];
    const text = of ? `${of.title}${of.number ? ` ${of.number}` : ""}` : w("noDocument");
    return el("tbody", {}, el("tr", { class: "document" }, el("th", { colspan: people ? 3 : 2, scope: "rowgroup" }, el("bdi", { text }))));
  }
  function sectionBody(section, people) {
    const body = el("tbody", { class: "section", data: { section: section.key } });
    const title = section.sector >= 0 ? sectors[section.sector].title : w("noSector");
    const fold = el("button", { type: "button", class: "fold", "aria-expanded": "true", "aria-label": title });
    const name = section.sector >= 0 ? nameButton(sectorThing(section.sector), title) : el("span", { text: title });
    const head = el("th", { colspan: people ? 2 : 1, scope: "rowgroup" }, el("div", {}, fold, name, el("span", { class: "n", text: section.tasks.length })));
    const sums = el("td", { class: "cells" });
    const counts = /* @__PURE__ */ new Map();
    for (const t of section.tasks) {
      for (const u of new Set(tasks[t].mentions.filter((i) => mentions[i].role).map((i) => mentions[i].who))) counts.set(u, (counts.get(u) || 0) + 1);
    }
    for (const [u, n] of counts) {
      if (!grid.at.has(u)) continue;
      const sum = el("span", { class: n > 99 ? "sum long" : "sum", text: n > 999 ? "…" : n });
      sum.style.setProperty("--at", grid.at.get(u));
      sum.style.setProperty("--heat", `${Math.round(60 * Math.min(1, n / section.tasks.length))}%`);
      sums.append(sum);
    }
    body.append(el("tr", { class: "head" }, head, sums));
    const empty = grid.columns.length > 0 && section.doc >= 0 && !documents[section.doc].tasks.some((t) => tasks[t].mentions.length);
    if (!grid.folded.has(`open ${section.key}`) && (FOLDED || empty) && state.doc < 0 && !state.related) grid.folded.add(section.key);
    const set = (folded) => {
      fold.setAttribute("aria-expanded", String(!folded));
      body.classList.toggle("folded", folded);
      for (const row of [...body.children].slice(1)) row.remove();
      if (!folded) addRows(body, section, people, 0);
    };
    fold.addEventListener("click", () => {
      const folded = !grid.folded.has(section.key);
      if (folded) grid.folded.add(section.key);
      else grid.folded.delete(section.key);
      grid.folded[folded ? "delete" : "add"](`open ${section.key}`);
      set(folded);
      markMatrix();
    });
    set(grid.folded.has(section.key));
    return body;
  }
  function addRows(body, section, people, from) {
    section.tasks.slice(from, from + CHUNK).forEach((t) => body.append(taskRow(t, people)));
    const left = section.tasks.length - from - CHUNK;
    if (left <= 0) return;
    const more = el("button", { type: "button", class: "more", text: w("more", Math.min(left, CHUNK)) });
    const row = el("tr", {}, el("th", { colspan: people ? 3 : 2 }, more));
    more.addEventListener("click", () => {
      row.remove();
      addRows(body, section, people, from + CHUNK);
      markMatrix();
    });
    body.append(row);
  }
  function taskRow(t, people) {
    const task = tasks[t];
    const label = el("button", { type: "button", class: "label", data: { evidence: task.id, other: "" }, title: task.text }, el("span", { class: "number", text: task.number }), el("span", { class: "words", text: task.title || task.text }));
    const row = el("tr", { class: "task", data: { task: t } }, el("th", { scope: "row" }, label));
    if (people) {
      const who = [...new Set(task.mentions.filter((i) => !mentions[i].role).map((i) => mentions[i].who))];
      row.append(el("td", { class: "who" }, el("div", {}, ...who.map((l) => nameButton(leaderThing(l), leaders[l].name)))));
    }
    const line = el("td", { class: "cells" });
    const marks = [];
    for (const u of new Set(task.mentions.filter((i) => mentions[i].role).map((i) => mentions[i].who))) {
      if (!grid.at.has(u)) continue;
      const role = strongest(model, cell(model, t, units[u]));
      const at = grid.at.get(u);
      const node = el("button", { type: "button", tabindex: -1, class: `mark ${MARKS[role]}`, "aria-label": `${units[u].name} ${w(ROLES[role])} ${task.number}`, data: { evidence: task.id, other: units[u].id, column: at, role } });
      node.style.setProperty("--at", at);
      marks.push(node);
    }
    marks.sort((a, b) => a.dataset.column - b.dataset.column);
    line.append(...marks);
    if (!grid.columns.length) line.append(...bareFacts(task));
    row.append(line);
    grid.rows.set(t, row);
    return row;
  }
  function bareFacts(task) {
    const areas = [...new Set(task.counties.map(([c]) => c))].map((c) => nameButton(countyThing(c)));
    return [el("div", { class: "chips" }, ...areas, ...task.targets.map(([text]) => el("span", { class: "note", text })))];
  }
  function foldAll(folded) {
    grid.folded = new Set(sectionsOf(shownTasks(model, state)).map((s) => folded ? s.key : `open ${s.key}`));
    grid.drawn = "";
    showMatrix();
  }

  // src/views/network.js
  var networkView = document.getElementById("network-view");
  var net = { drawn: "", vis: null, nodes: null, edges: null, colors: /* @__PURE__ */ new Map() };
  function copy(value) {
    return JSON.parse(JSON.stringify(value));
  }
  function networkData() {
    if (state.net === "leaders" && model.networks.leaders) return model.networks.leaders;
    return state.groups && model.networks.unitsGroups || model.networks.units || model.networks.leaders || null;
  }
  function showNetwork() {
    const data = networkData();
    const drawn = JSON.stringify([lang, state.net, state.groups]);
    if (net.drawn !== drawn) {
      net.drawn = drawn;
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
    const canvas = el("div", { id: "canvas", tabindex: 0, "aria-label": w("network") });
    networkView.replaceChildren(el("div", { class: "side-legend" }, networkTools(data), networkLegend(data)), canvas);
    net.nodes = new vis.DataSet(copy(data.nodes));
    net.edges = new vis.DataSet(copy(data.edges));
    net.colors = new Map(data.edges.map((e) => [e.id, e.color]));
    net.vis = new vis.Network(canvas, { nodes: net.nodes, edges: net.edges }, copy(data.options));
    net.vis.on("beforeDrawing", (context) => drawFrames(context, data));
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
    const left = Math.min(...data.frames.map(({ frame }) => frame[0]));
    const top = Math.min(...data.frames.map(({ frame }) => frame[1]));
    const right = Math.max(...data.frames.map(({ frame }) => frame[0] + frame[2]));
    const bottom = Math.max(...data.frames.map(({ frame }) => frame[1] + frame[3]));
    const scale = Math.min(1.4, (canvas.clientWidth - 24) / (right - left), (canvas.clientHeight - 24) / (bottom - top));
    return net.vis.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
  }
  function tipFor(ids, at) {
    const box = document.getElementById("canvas").getBoundingClientRect();
    const things = ids.map((id) => thingOf(model, id));
    if (things.some((t) => !t)) return;
    const lines = things.map((t) => el("b", {}, el("bdi", { text: nameOf(t) })));
    if (things.length === 2) {
      const mine = new Set(things[0].of.tasks);
      lines.push(el("p", { text: w("nShared", things[1].of.tasks.filter((t) => mine.has(t)).length) }));
    } else if (things[0].kind === "unit") {
      const [, lead, support, named] = loads(model, things[0].of);
      lines.push(el("p", { text: `${w("short1")} ${lead} · ${w("short2")} ${support} · ${w("short3")} ${named}` }));
    } else lines.push(el("p", { text: w("nTasks", things[0].of.tasks.length) }));
    showTip(box.left + at.x, box.top + at.y, lines);
  }
  function drawFrames(context, data) {
    context.textAlign = "left";
    context.textBaseline = "top";
    for (const { key, color, frame } of data.frames) {
      context.beginPath();
      if (context.roundRect) context.roundRect(...frame, 10);
      else context.rect(...frame);
      context.globalAlpha = 0.09;
      context.fillStyle = color;
      context.fill();
      context.globalAlpha = 0.6;
      context.lineWidth = 1.5;
      context.strokeStyle = color;
      context.stroke();
      context.globalAlpha = 1;
      const size = Math.min(Math.max(15, 12 / net.vis.getScale()), frame[2] / 5);
      context.font = `600 ${size}px ${data.options.nodes.font.face}`;
      context.fillStyle = "#52606D";
      const title = frameTitles(key).find((text) => context.measureText(text).width < frame[2] - 24) || "";
      context.fillText(title, frame[0] + 12, frame[1] + 8);
    }
  }
  function frameTitles(key) {
    if (key === "alone") return [w("unclustered")];
    if (key === "groups") return [w("groupPhrases")];
    const thing = thingOf(model, key);
    return thing?.kind === "cluster" ? [nameOf(thing), `${w("cluster")} ${thing.i + 1}`, String(thing.i + 1)] : [];
  }
  function networkTools() {
    const node = el("div", { class: "tools" });
    const choice = el("div", { class: "choice", role: "group" });
    for (const [name, word] of [["units", "unitsUnits"], ["leaders", "leadersUnits"]]) {
      if (model.networks[name]) choice.append(el("button", { type: "button", "aria-pressed": String(state.net === name), text: w(word), on: { click: () => go({ net: name }) } }));
    }
    const zoom = (factor) => () => net.vis.moveTo({ scale: net.vis.getScale() * factor });
    node.append(choice, el("button", { type: "button", class: "quiet", text: w("fit"), on: { click: fitNetwork } }), el("button", { type: "button", class: "quiet", "aria-label": w("zoomIn"), title: w("zoomIn"), text: "＋", on: { click: zoom(1.3) } }), el("button", { type: "button", class: "quiet", "aria-label": w("zoomOut"), title: w("zoomOut"), text: "－", on: { click: zoom(1 / 1.3) } }));
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
    const box = el("details", { class: "legend", open: innerWidth > 900 }, el("summary", { text: w("legend") }));
    const text = data === model.networks.leaders ? w("netLeaders") : data.aggregate ? w("netAggregate") : w("netUnits", data.ties, data.of);
    if (data !== model.networks.leaders) {
      box.append(el("h4", { text: w("clusters") }), el("ul", { class: "plain" }, ...clusters.slice(0, 12).map((c, i) => el("li", {}, swatch(i), nameButton({ kind: "cluster", i, of: c }, `${i + 1} · ${w("etAlShort", units[c.units[0]].short, c.units.length)}`)))));
    }
    const drawn = new Set(data.nodes.map((n) => thingOf(model, n.id)).filter((t) => t?.kind === "unit").map((t) => t.of.kind));
    const kinds = el("ul", { class: "plain kinds" });
    for (const [kind, path] of Object.entries(SHAPES)) {
      if (drawn.has(kind)) kinds.append(el("li", {}, svg("svg", { viewBox: "0 0 16 16", width: 13, height: 13 }, svg("path", { d: path })), kindWord(kind)));
    }
    if (drawn.size) box.append(el("h4", { text: `${w("kind")} · ${w("sizeLegend")}` }), kinds);
    box.append(el("p", { class: "note", text }));
    return box;
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
    net.nodes.update(net.nodes.get().map((n) => ({ id: n.id, opacity: calm || near.has(n.id) ? 1 : 0.18, font: { ...n.font, color: fontColor(n, calm || near.has(n.id)) } })));
    net.edges.update(net.edges.get().map((e) => ({ id: e.id, color: { ...net.colors.get(e.id), opacity: calm ? net.colors.get(e.id).opacity : lit.has(e.id) ? 1 : 0.07 } })));
    net.vis.selectNodes(both ? [] : ids, false);
  }
  function fontColor(node, lit) {
    if (node.shape === "box") return "#FFFFFF";
    return lit ? "#1F2933" : "#C3CBD3";
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

  // src/main.js
  var SHOW = { matrix: showMatrix, focus: showFocus, network: showNetwork, list: showList };
  var shownView = "";
  function show() {
    speak();
    document.body.dataset.view = state.view;
    for (const view of VIEWS) document.getElementById(`${view}-view`).hidden = view !== state.view;
    for (const tab of document.querySelectorAll("#views [role=tab]")) {
      const is = tab.dataset.view === state.view;
      tab.setAttribute("aria-selected", String(is));
      tab.tabIndex = is ? 0 : -1;
    }
    for (const button of document.querySelectorAll("[data-document]")) button.setAttribute("aria-pressed", String(Number(button.dataset.document) === state.doc));
    for (const button of document.querySelectorAll("#figures [data-role]")) button.setAttribute("aria-pressed", String(state.roles.has(Number(button.dataset.role))));
    const box = document.getElementById("groups");
    if (box) box.checked = state.groups;
    hideTip();
    leftOut();
    showPanel();
    SHOW[state.view]();
    const now = [state.view, state.sel, state.with].join("|");
    if (state.view === "matrix" && shownView !== now) revealInMatrix();
    shownView = now;
  }
  function leftOut() {
    const node = document.getElementById("left-out");
    const phrases = units.filter((u) => u.group);
    const parts = [];
    if (state.missing) parts.push(w("notHere"));
    if (phrases.length) {
      const edges = phrases.reduce((sum, u) => sum + u.mentions.length, 0);
      parts.push(w(state.groups ? "groupsShown" : "groupsHidden", phrases.length, edges, phrases[0].name));
    }
    const unnamed = tasks.filter((t) => !t.mentions.some((i) => mentions[i].role)).length;
    if (unnamed) parts.push(w("unnamed", unnamed));
    const { size } = model.settings;
    if (size === "aggregate") parts.push(w("sizeAggregate"));
    if (size === "index") parts.push(w("sizeIndex", tasks.length + units.length + leaders.length));
    node.textContent = parts.join(lang === "zh" ? "" : " ");
    document.getElementById("notes").hidden = !parts.length;
    for (const d of document.querySelectorAll("[data-document] .tasks")) {
      const of = documents[Number(d.closest("[data-document]").dataset.document)];
      d.textContent = w("nTasks", of.tasks.length);
    }
  }
  document.addEventListener("click", (event) => {
    const node = event.target.closest("[data-open], [data-evidence], [data-document], [data-role], #views [data-view]");
    if (!node) return;
    const { open, evidence, other, document: doc, role, view } = node.dataset;
    if (evidence !== void 0) openEvidence(evidence, other);
    else if (open !== void 0) openThing(open);
    else if (doc !== void 0) go({ doc: documents.length > 1 && state.doc !== Number(doc) ? Number(doc) : -1 });
    else if (role !== void 0) {
      if (!state.roles.delete(Number(role))) state.roles.add(Number(role));
      show();
    } else if (view !== void 0) go({ view });
  });
  document.getElementById("groups")?.addEventListener("change", (event) => go({ groups: event.target.checked }));
  document.getElementById("lang").addEventListener("click", () => {
    speakIn(lang === "zh" ? "en" : "zh");
    go({});
  });
  var helpBox = document.getElementById("help-box");
  document.getElementById("help").addEventListener("click", openHelp);
  function openHelp() {
    const keys = [["/", "keySearch"], ["← ↑ ↓ →", "keyArrows"], ["Enter", "keyEnter"], ["Esc", "keyEsc"], ["1 2 3 4", "keyViews"]];
    helpBox.replaceChildren(
      el("form", { method: "dialog" }, el("button", { class: "quiet close", "aria-label": w("close"), text: "×" })),
      el("h2", { text: w("help") }),
      ...["help1", "help2", "help3", "help4"].map((key) => el("p", { text: w(key) })),
      el("h3", { text: w("keys") }),
      el("dl", { class: "keys" }, ...keys.flatMap(([key, word]) => [el("dt", {}, el("kbd", { text: key })), el("dd", { text: w(word) })]))
    );
    helpBox.showModal();
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input:not([type=checkbox]), textarea") || event.isComposing;
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
    else if (/^[1-4]$/.test(event.key)) go({ view: VIEWS[Number(event.key) - 1] });
  });
  document.getElementById("views").addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    go({ view: VIEWS[(VIEWS.indexOf(state.view) + step + VIEWS.length) % VIEWS.length] });
    document.getElementById(`tab-${state.view}`).focus();
  });
  var resizing = 0;
  window.addEventListener("resize", () => {
    cancelAnimationFrame(resizing);
    resizing = requestAnimationFrame(() => {
      if (state.view === "matrix") fitColumns();
      if (state.view === "focus") drawLines();
    });
  });
  onChange(show);
  readHash();
  show();
  document.documentElement.dataset.ready = "yes";
})();
