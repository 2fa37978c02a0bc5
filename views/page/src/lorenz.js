// The Lorenz curve and the Gini coefficient of loads, as zeren.graph.measures.inequality has them.

/** Shares of units and of their load, from (0, 0) to (1, 1), the least loaded first. @param {number[]} loads @returns {[number, number][]} */
export function lorenzPoints(loads) {
  const total = loads.reduce((sum, x) => sum + x, 0);
  let running = 0;
  /** @type {[number, number][]} */
  const points = [[0, 0]];
  [...loads].sort((a, b) => a - b).forEach((x, i) => {
    running += x;
    points.push([(i + 1) / loads.length, running / total]);
  });
  return points;
}

/** @param {number[]} loads */
export function gini(loads) {
  const n = loads.length;
  const total = loads.reduce((sum, x) => sum + x, 0);
  return [...loads].sort((a, b) => a - b).reduce((sum, x, i) => sum + (2 * (i + 1) - n - 1) * x, 0) / (n * total);
}
