// The contract between Python's page_data and this script, and what the script makes of it. Fields that older payloads
// lack are optional. tests/views/test_page_script.py holds a real payload against it.

/** Printed name, in both languages. */
export type Pair = [chinese: string, english: string];

export interface Payload {
  documents: DocumentData[];
  sectors: SectorData[];
  tasks: TaskData[];
  leaders: LeaderData[];
  units: UnitData[];
  counties: CountyData[];
  clusters: ClusterData[];
  mentions: MentionRow[];
  statements: string[];
  /** Nodes by label and edges by type, as the graph counts them. */
  counts: Record<string, number>;
  networks: { units?: NetworkData; unitsGroups?: NetworkData; leaders?: NetworkData };
  settings: Settings;
  /** Findings of the briefing: of all documents first, then of parts of them. */
  scopes?: ScopeData[];
  quality?: { doubts: StoredTable; names: StoredTable };
  /** What moved from year to year, the latest first. */
  comparisons?: Comparison[];
  queries?: QueryData[];
  /** What a change would change, where the page was written with one. */
  whatif?: { said: Pair; figures: StoredTable; loads: StoredTable; ties: StoredTable };
  /** The texts of all stored tables. */
  texts?: string[];
  schema: { roles: string[]; words: Record<string, Pair> };
  /** The day that counts for what is due and late (2026-11-29). */
  day: string;
  /** By which tasks are chosen: gaps as the ledger counts them, late, soon due; with words for each. */
  marks: [name: string, chinese: string, english: string][];
  /** From least to most. */
  statuses: [english: string, chinese: string][];
}

export interface Settings {
  /** Whether phrases for several units are shown at first. */
  groups: boolean;
  size: "full" | "plain" | "aggregate" | "index";
  /** More supporters than this are a gap, as in the ledger. */
  wide: number;
  /** Days before a task is due from which its lamp is yellow, as in the ledger. */
  lamp: number;
  /** Where the page opens: fields of the state, as in a link. */
  opens: Record<string, string>;
}

export interface DocumentData {
  id: string;
  title: string;
  number: string;
  issuer: string;
  date: string;
  city: string;
  /** 0 where it has none. */
  year: number;
}

export interface SectorData {
  id: string;
  title: string;
  ordinal: number;
  document: number;
  keys: string[];
}

export interface TaskData {
  id: string;
  number: string;
  title: string;
  text: string;
  convention: string;
  /** The deadline that is stated, or the day that follows from the text with the words that say so. */
  deadline: string;
  /** The day it is due (2026-12-31), and the words of its text that say so; empty where there are none. */
  due: [day: string, words: string];
  /** Which marks hold of it, as places in Payload.marks. */
  marks: number[];
  /** How it stands by the reports that came back; the status is a place in Payload.statuses, the share in percent. */
  progress: [status: number, share: number | null, on: string, by: string, words: string, reports: number] | null;
  path: string[];
  /** The list of units ends with 等. */
  open: boolean;
  line: number;
  place: string;
  /** Index of its section; -1: none. */
  sector: number;
  document: number;
  counties: [county: number, basis: string][];
  targets: [text: string, value: string, unit: string, relation: string][];
}

export interface LeaderData {
  id: string;
  name: string;
  group: boolean;
  keys: string[];
}

export interface UnitData {
  id: string;
  name: string;
  kind: string;
  short: string;
  aliases: string[];
  group: boolean;
  cluster: number;
  county: number;
  memberOf: [group: number, certain: boolean][];
  keys: string[];
}

export interface CountyData {
  id: string;
  name: string;
  code: string;
  kind: string;
  keys: string[];
}

export interface ClusterData {
  id: string;
  color: string;
  units: number[];
  /** What zeren clusters --write left of it; nothing where it did not run. */
  name?: string;
  verdict?: "stable" | "doubtful" | "not stable";
  stability?: number | null;
  /** Of each of its units: the part of the cluster that stays with it. */
  confidence?: (number | null)[];
}

/** A role is its place in schema.roles; 0 is a leader's, and who an index of leaders, else of units. */
export type MentionRow = [
  role: number, who: number, task: number, printed: string, line: number, rule: string, inherited: number,
  statement: number, from: number, to: number, place: string,
];

export interface NetworkData {
  nodes: NetworkNode[];
  edges: NetworkEdge[];
  frames: { key: string; color: string; frame: [left: number, top: number, width: number, height: number] }[];
  options: VisOptions;
  ties: number;
  of: number;
  aggregate?: boolean;
  /** How its ties were tested; null or nothing where they were not. */
  tested?: { sure: number; methods: string[]; written: boolean } | null;
}

export interface NetworkNode {
  id: string;
  x: number;
  y: number;
  shape?: string;
  font?: object;
  /** The radius: the area tells how many tasks. */
  size: number;
  opacity: number;
  hidden?: boolean;
  [other: string]: unknown;
}

export interface NetworkEdge {
  id: number;
  from: string;
  to: string;
  /** How many tasks it stands for, in the whole graph. */
  tasks: number;
  /** More than chance, where that was tested. */
  sure: boolean;
  width: number;
  hidden?: boolean;
  color: { opacity: number; [other: string]: unknown };
  [other: string]: unknown;
}

export interface VisOptions {
  nodes: { font: { face: string; size: number; [other: string]: unknown }; scaling: { label: { drawThreshold: number } }; [other: string]: unknown };
  [other: string]: unknown;
}

// What modelOf makes of it.

export interface Linked {
  /** Indexes of its mentions. */
  mentions: number[];
  /** Indexes of its tasks, each once, as printed. */
  tasks: number[];
}

export type Document = DocumentData & Linked;
export type Sector = SectorData & Linked;
export type Task = TaskData & Linked;
export type Leader = LeaderData & Linked;
export type Unit = UnitData & Linked;
export type County = CountyData & Linked;
export type Cluster = ClusterData & Linked & {
  /** The short name of its first unit. */
  first: string;
};

export interface Mention {
  role: number;
  who: number;
  task: number;
  printed: string;
  line: number;
  rule: string;
  inherited: boolean;
  statement: number;
  from: number;
  to: number;
  place: string;
}

export interface Kinds {
  unit: Unit;
  leader: Leader;
  task: Task;
  sector: Sector;
  county: County;
  cluster: Cluster;
  document: Document;
}

export type Kind = keyof Kinds;

/** Something with an id: its kind, its place in its list, and itself. */
export type ThingOf<K extends Kind> = { kind: K; i: number; of: Kinds[K] };
export type Thing = { [K in Kind]: ThingOf<K> }[Kind];

export interface Model extends Omit<Payload, "documents" | "sectors" | "tasks" | "leaders" | "units" | "counties" | "clusters" | "mentions"> {
  documents: Document[];
  sectors: Sector[];
  tasks: Task[];
  leaders: Leader[];
  units: Unit[];
  counties: County[];
  clusters: Cluster[];
  mentions: Mention[];
  kinds: { [K in Kind]: Kinds[K][] };
  byId: Map<string, Thing>;
  /** Mentions by `task|id of who`. */
  cells: Map<string, number[]>;
  /** Years of the documents, ascending, and their cities. */
  years: number[];
  cities: string[];
  /** Documents that name a leader for any task. */
  led: Set<number>;
}

/** What the reader looks at: state.js declares each field. */
export interface State {
  view: string;
  /** Scope: ids of documents, years, a city. Empty: all. */
  documents: string[];
  years: number[];
  city: string;
  /** Filters: ids; a role 0–3 or -1; the name of a gap; words of the text. */
  role: number;
  leader: string;
  unit: string;
  county: string;
  sector: string;
  gap: string;
  wide: number;
  words: string;
  /** Roles of units that are shown and counted: of 1, 2, 3. */
  roles: number[];
  /** Whether phrases for several units are shown. */
  groups: boolean;
  focus: string;
  sel: string;
  with: string;
  related: boolean;
  /** A column of the tasks, with - in front: descending. */
  sort: string;
  net: string;
  /** How the matrix orders its columns. */
  order: string;
  /** Axes of the pivot. */
  rows: string;
  columns: string;
  /** The years that are compared: city, earlier, later. Empty: the latest. */
  pair: string;
  /** The stored query whose answer is shown. */
  query: string;
  lang: "zh" | "en";
  theme: string;
  /** The link points to something that is not here. */
  missing: boolean;
}

/** What a view gives to be taken away. */
export interface Taken {
  title: string;
  columns: string[];
  rows: (string | number | null)[][];
}

export interface View {
  name: string;
  draw(root: HTMLElement, model: Model, state: State): void;
  take(model: Model, state: State): Taken;
  /** The picture, of views that are one. */
  picture?(): SVGSVGElement | HTMLCanvasElement | null;
  /** It lists all that is printed, phrases for several units too, whether these are drawn elsewhere or not. */
  printed?: boolean;
  /** What it tells is of the whole page, whatever is chosen. */
  whole?: boolean;
  /** Whether this graph has anything for it. */
  here?(model: Model): boolean;
}

/** A value in a table. */
export type Cell = string | number | boolean | null | undefined;

/** The first rows of a table, by column: one of texts holds their places in `texts`, -1 where there is none. */
export interface StoredTable {
  columns: string[];
  /** Rows of the whole table. */
  total: number;
  cells: ({ of: number[] } | (number | boolean | null | number[])[])[];
}

/** One text, or Chinese and English. */
export type FindingCell = string | Pair;

export interface Finding {
  name: string;
  title: Pair;
  said: Pair;
  method: Pair;
  head: FindingCell[];
  rows: FindingCell[][];
  sums: FindingCell[][];
  /** What the page shows for it, and for each row of its table. */
  link: Partial<State>;
  links: Partial<State>[];
}

export interface ScopeData {
  documents: number[];
  findings: Finding[];
}

export interface Comparison {
  city: string;
  before: number;
  after: number;
  /** Empty where there is too much to compare. */
  tables: Record<string, StoredTable>;
}

export interface QueryData {
  name: string;
  topic: string;
  title: Pair;
  question: Pair;
  /** Parameters that must be given. */
  needs: string[];
  answer?: StoredTable;
  /** Why there is no answer: needs, unasked, slow, scope. */
  left?: string;
}
