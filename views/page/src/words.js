// Everything the page says itself, in both languages. Names and quotations stay as printed.
/** @import { Pair } from "./types" */
import { model } from "./page.js";
import { MORE_WORDS } from "./words_views.js";

/** @type {Record<string, Pair>} */
export const WORDS = {
  ...MORE_WORDS,
  ...model.schema.words, // labels and edges of responsibility, as zeren.graph.schema names them
  matrix: ["矩阵", "Matrix"], focus: ["聚焦", "Focus"], network: ["网络", "Network"], list: ["名录", "List"],
  tasks: ["任务", "Tasks"], leaders: ["领导", "Leaders"],
  units: ["单位", "Units"], sectors: ["领域", "Sections"],
  counties: ["涉及地区", "Areas concerned"], cluster: ["群", "Cluster"],
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
  byClusters: ["列按群排", "Columns by cluster"], nearest: ["最近的标记：{0} · {1}", "Nearest mark: {0} · {1}"], open: ["展开", "Open"], fold: ["收起", "Fold"],
  cornerHint: ["点标记看原文，点名称看全貌。", "Click a mark for its printed words, a name for its whole picture."],
  cornerLoad: ["柱高：任务数（深色为牵头）", "Bars: tasks (dark: leads)"],
  clusterNote: ["群由 Leiden 算法按共同任务划分（集合称谓除外），是分析结果，不是文件所写，此处未检验是否稳定（见 zeren clusters）。下列任务至少有其中两个单位。", "Clusters are computed from shared tasks (Leiden, group phrases left out): an analysis, not something a document states, and not tested here (zeren clusters tells which are stable). These tasks name at least two of its units."],
  nTasks: ["{0} 项任务", "{0} tasks"], nOfTasks: ["显示 {0} 项，共 {1} 项任务", "{0} of its {1} tasks shown"],
  noSector: ["（未分领域）", "(no section)"], unclustered: ["未成群", "no cluster"], groupPhrases: ["集合称谓", "Group phrases"],
  noDocument: ["（出处不明的任务）", "(tasks of no document)"],
  foldAll: ["全部收起", "Fold all"], openAll: ["全部展开", "Open all"],
  more: ["再显示 {0} 项", "Show {0} more"],
  etAlShort: ["{0}等 {1}", "{0} +, {1}"],
  etAl: ["{0} 等 {1} 个单位", "{0} and {1} units in all"],
  evidence: ["原文依据", "Evidence"], printed: ["印作", "Printed as"], statement: ["责任语句", "Statement"],
  line: ["第 {0} 行", "line {0}"], placed: ["原文位置 {0}", "at {0}"], rule: ["读法：{0}", "Read from: {0}"], inheritedNote: ["部分文字由前文承接（如前缀“市”）", "Part of it is taken over from the words before (such as a prefix)"],
  rule_label: ["标签行", "labelled line"], rule_bracket: ["括注", "bracket"], rule_sentence: ["句末", "sentence"], rule_table: ["表格", "table"], "rule_document-rule": ["全文通则", "rule of the whole document"],
  deadline: ["完成时限", "Deadline"], targets: ["目标", "Targets"], text: ["任务内容", "Text"], source: ["出处", "Source"],
  convention_explicit: ["牵头单位由原文写明", "The lead is stated"], "convention_first-is-lead": ["按文件通则，列首位者牵头", "By a rule of the document the first named leads"], convention_none: ["原文未写明牵头单位", "No lead is stated"],
  openList: ["名单以“等”字结尾：还有未列名的单位", "The list ends with 等: there are units it does not name"],
  aliases: ["另印作", "Also printed as"], kind: ["类别", "Kind"], memberOf: ["属于集合称谓", "Covered by"], certain: ["", ""], uncertain: ["（未必）", "(perhaps)"],
  members: ["所指单位", "Stands for"], governs: ["所辖", "Governs"],
  coUnits: ["共事单位", "Works with"], shared: ["共同任务", "Shared tasks"], nShared: ["{0} 项共同任务", "{0} shared tasks"],
  leadersOf: ["责任领导", "Leaders"], openFocus: ["聚焦查看", "Open in focus"], toMatrix: ["在矩阵中定位", "Show in matrix"], close: ["关闭", "Close"],
  total: ["合计", "Total"], name: ["名称", "Name"], share: ["占比", "Share"],
  focusHint: ["搜索或点击一个单位、领导、领域或任务，这里展开它的全部关系。", "Search for or click a unit, leader, section or task: all its relations unfold here."],
  focusTop: ["任务最多的单位", "Units with most tasks"], focusTopLeaders: ["责任领导", "Leaders"],
  unitsUnits: ["单位—单位", "Units"], leadersUnits: ["领导—单位", "Leaders–units"],
  netUnits: ["线：两单位在同一任务中。只画最强的 {0} 条（共 {1} 条：差异过滤 α=0.15，另加各单位最强的一条）；线越粗联系越强。", "Lines: two units on the same tasks. The strongest {0} of {1} are drawn (disparity filter, α=0.15, and each unit’s best); thicker is stronger."],
  netTested: ["深色实线 {0} 条：共同任务多于随机（与 zeren ties 同一检验：{1}，q ≤ 0.05）；其余只为看图。", "Dark lines, {0}: more shared tasks than chance (the test of zeren ties: {1}, q ≤ .05); the others are drawn for orientation only."],
  netWritten: ["深色实线 {0} 条：zeren clusters --write 检验为多于随机（{1}）；其余只为看图。", "Dark lines, {0}: more than chance, as zeren clusters --write tested ({1}); the others are drawn for orientation only."],
  netUntested: ["此处未检验哪些多于随机：见 zeren ties。", "Which are more than chance was not tested here: see zeren ties."],
  clustersWritten: ["稳定度由 zeren clusters --write 算得；单位颜色越淡，越常脱离本群。", "Stability as zeren clusters --write computed it; the fainter a unit, the more often it leaves its cluster."],
  clustersUntested: ["群未经检验，是否稳定见 zeren clusters。", "Clusters are not tested here: zeren clusters tells which are stable."],
  verdict_stable: ["稳定", "stable"], verdict_doubtful: ["存疑", "doubtful"], "verdict_not stable": ["不稳定", "not stable"], sentenceGap: ["", " "],
  unitsPath: ["路径", "Path"], pathHint: ["两个单位之间最短的一串：相邻两个单位有共同任务。", "The shortest chain between two units: each shares a task with the next."], pathFrom: ["从", "From"], pathTo: ["到", "To"],
  pathNone: ["所示任务中没有把两者连起来的一串。", "No chain of the tasks shown joins the two."], pathLength: ["{0} 步", "Steps: {0}"],
  moreThanChance: ["多于随机", "More than chance"], yes: ["是", "yes"],
  netLeaders: ["线：领导分管、单位牵头的任务；未写明牵头的任务按所列单位计。单位排在牵连最多的领导旁；只有一项任务的次要联系从略。", "Lines: tasks the leader oversees and the unit leads; where no lead is stated, the units named. Each unit stands by the leader it answers to most; weaker ties of one task are left out."],
  netFiltered: ["只显示所选任务：{1} 条线中有 {0} 条；点的大小、线的粗细按所选任务，位置不变。群和检验按全部任务。", "Only what is chosen is shown: {0} of {1} lines; marks and lines are as large as its tasks make them and stay in their places. Clusters and tests are of all tasks."],
  asTable: ["表：各条线", "The lines as a table"],
  netAggregate: ["单位太多：每点是一个群。", "Too many units: each mark is a cluster."],
  netNone: ["没有两个单位出现在同一任务中，网络为空。", "No two units share a task: there is no network."],
  legend: ["图例", "Legend"], sizeLegend: ["大小：任务数", "Size: tasks"], fit: ["全图", "Fit"], zoomIn: ["放大", "Zoom in"], zoomOut: ["缩小", "Zoom out"],
  kind_department: ["部门", "Department"], kind_county_government: ["县（市、区）政府", "County government"], kind_zone: ["开发区、示范区", "Development zone"], kind_enterprise: ["企业", "Enterprise"], kind_institution: ["事业单位", "Institution"], kind_vertical_agency: ["垂直管理机构", "Vertical agency"], kind_party: ["党群机构", "Party body"], kind_group: ["集合称谓", "Group phrase"], kind_county: ["县（市、区）", "County"], kind_person: ["个人", "Person"],
  related: ["只看相关任务", "Only its tasks"],
  seeAll: ["另有 {0} 项", "{0} more"],
  notHere: ["链接所指的对象不在本页中。", "What the link points to is not on this page."],
  help: ["用法", "How to use this page"],
  help1: ["矩阵中 ● 牵头、○ 配合、◐ 列名而未写明牵头。点标记看印出的原文；点单位、领导、领域名称，打开聚焦。", "In the matrix ● leads, ○ supports, ◐ is named with no lead stated. Click a mark for its printed words; click a unit, leader or section to open its focus."],
  help2: ["搜索认汉字、简称、全拼与拼音首字母：fgw 找到发展改革委。", "Search knows characters, short forms, pinyin and initials: fgw finds 发展改革委."],
  help3: ["网址中的 # 部分记录所选，可收藏或转发。打印即得当前视图。", "The part of the address after # keeps the selection: bookmark or share it. Printing gives the current view."],
  help4: ["本页完全离线：不联网、不上传、不记录。", "This page is offline: it loads, sends and records nothing."],
  keys: ["按键", "Keys"], keySearch: ["搜索", "search"], keyEsc: ["关闭、返回", "close, go back"], keyArrows: ["在标记间移动", "move between marks"], keyEnter: ["打开", "open"], keyViews: ["切换视图", "switch views"],
  year: ["年度", "Year"], city: ["城市", "City"], nDocuments: ["{0} 份文件", "{0} documents"], nOfDocuments: ["{0} 份文件，共 {1} 份", "{0} of {1} documents"],
  role: ["角色", "Role"], gap: ["缺口", "Gap"], anyOf: ["{0}：不限", "{0}: any"], moreThan: ["超过", "more than"], wordsHint: ["编号或内容含…", "Number or text has…"], unfilter: ["清除筛选", "Clear filters"],
  "gap_no-unit": ["无单位", "no unit"], "gap_only-groups": ["统称", "phrases"], "gap_no-lead": ["无牵头", "no lead"], "gap_many-leads": ["多牵头", "leads"], "gap_many-supporters": ["配合多", "many"], "gap_no-deadline": ["无时限", "no date"], "gap_no-leader": ["无领导", "no leader"], "gap_no-target": ["无目标", "no target"], "gap_open-list": ["“等”", "open list"], gap_late: ["逾期", "late"], gap_soon: ["将到期", "soon"],
  number: ["编号", "No."], views: ["视图", "Views"], details: ["详情", "Details"], filters: ["筛选", "Filters"], found: ["搜索结果", "Results"],
  take: ["带走", "Take away"], takeXlsx: ["Excel 工作簿", "Excel workbook"], takeCsv: ["CSV 表格", "CSV table"], takeText: ["复制为文字（附出处）", "Copy as text, with source"], takeLink: ["复制链接", "Copy link"], takeSvg: ["图片 SVG", "Picture, SVG"], takePng: ["图片 PNG", "Picture, PNG"], takePrint: ["打印", "Print"], takeFailed: ["未能完成 {0}", "That did not work {0}"], copied: ["已复制", "Copied"], pictureRows: ["前 {0} 行，共 {1} 行", "The first {0} of {1} rows"],
  theme: ["配色", "Colours"], theme_auto: ["随系统", "System"], theme_light: ["浅色", "Light"], theme_dark: ["深色", "Dark"], theme_contrast: ["高对比", "Contrast"],
  leadOrNamed: ["牵头或责任", "Lead or named"], due: ["到期", "Due"], status: ["进展", "Progress"], id: ["标识", "id"], noTasks: ["没有符合条件的任务。", "No task fits."],
  lamp_green: ["已完成或未到期", "done, or not yet due"], lamp_yellow: ["滞后或即将到期", "behind, or due soon"], lamp_red: ["逾期未完成", "overdue"],
  other: ["其他", "other"], none: ["无", "none"], basisUnit: ["（由责任单位）", "(through its government)"],
};

/** Edge types of responsibility by role: ROLES[mention.role]. */
export const ROLES = model.schema.roles;

/** @type {"zh" | "en"} */
export let lang = "zh";

/** From here on words are in this language. @param {"zh" | "en"} language */
export function speakIn(language) {
  lang = language;
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
}

/**
 * A word in the page's language; {0}, {1} … are filled in as text.
 * @param {string} key
 * @param {unknown[]} values
 */
export function w(key, ...values) {
  const pair = WORDS[key];
  const text = pair ? pair[lang === "zh" ? 0 : 1] : key;
  return text.replace(/\{(\d)\}/g, (_, n) => String(values[Number(n)]));
}

/** @param {string} kind of a unit, county or leader */
export function kindWord(kind) {
  return WORDS[`kind_${kind}`] ? w(`kind_${kind}`) : kind;
}
