// The shortest chain between two units; pure.

/**
 * Of the shortest chains the one whose steps share most tasks; of equal ones the one with the units that come first.
 * @param {Map<number, Map<number, number>>} marks units of each task
 * @param {number} from
 * @param {number} to
 * @returns {{steps: {unit: number, shared: number[]}[]} | null} null where no chain of tasks joins them
 */
export function shortestPath(marks, from, to) {
  /** @type {Map<number, number[]>} */
  const tasksOf = new Map();
  for (const [t, row] of marks) {
    for (const u of row.keys()) {
      const held = tasksOf.get(u);
      if (held) held.push(t);
      else tasksOf.set(u, [t]);
    }
  }
  const near = (/** @type {number} */ unit) => {
    /** @type {Map<number, number[]>} */
    const found = new Map();
    for (const t of tasksOf.get(unit) ?? []) {
      for (const other of marks.get(t)?.keys() ?? []) {
        if (other === unit) continue;
        const held = found.get(other);
        if (held) held.push(t);
        else found.set(other, [t]);
      }
    }
    return found;
  };
  /** @type {Map<number, {before: number, shared: number[], sum: number}>} */
  const reached = new Map([[from, { before: -1, shared: [], sum: 0 }]]);
  let edge = [from];
  while (edge.length && !reached.has(to)) {
    /** @type {Map<number, {before: number, shared: number[], sum: number}>} */
    const next = new Map();
    for (const unit of edge) {
      for (const [other, shared] of near(unit)) {
        if (reached.has(other)) continue;
        const sum = (reached.get(unit)?.sum ?? 0) + shared.length;
        if (sum > (next.get(other)?.sum ?? 0)) next.set(other, { before: unit, shared, sum });
      }
    }
    for (const [unit, step] of next) reached.set(unit, step);
    edge = [...next.keys()].sort((a, b) => a - b);
  }
  if (from === to || !reached.has(to)) return null;
  const steps = [];
  for (let unit = to; unit !== from; ) {
    const step = /** @type {{before: number, shared: number[], sum: number}} */ (reached.get(unit));
    steps.unshift({ unit, shared: [...step.shared].sort((a, b) => a - b) });
    unit = step.before;
  }
  return { steps };
}
