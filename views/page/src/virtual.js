// Rows of one height, of which only those in sight are in the document. That height makes it a division; libraries for
// rows of any height are ten times as long (33 KB in every page that is mailed), and the smallest ones take markup.
import { el } from "./dom.js";

const BESIDE = 12; // rows drawn above and below what is in sight

/**
 * @typedef {{ draw: (anew: boolean) => void, reveal: (at: number) => void, all: (on: boolean) => void }} Rows
 */

/**
 * @param {HTMLElement} box what scrolls; its style has --row, the height of a row
 * @param {HTMLTableSectionElement} body
 * @param {{ count: number, row: (at: number) => HTMLTableRowElement }} rows
 * @returns {Rows}
 */
export function virtualRows(box, body, { count, row }) {
  let [from, to] = [-1, -1];
  let whole = false;
  const height = () => Number.parseFloat(getComputedStyle(box).getPropertyValue("--row")) || 22;

  /** @param {number} rowsOf */
  const space = (rowsOf) => {
    const cell = el("td"); // of one column: as wide as all, it made columns of those that a telephone hides
    cell.style.height = `${rowsOf * height()}px`;
    return el("tr", { class: "space", "aria-hidden": "true" }, cell);
  };
  /** @param {boolean} anew also where nothing new is in sight: then rows that are there stay, with what the reader holds of them */
  const draw = (anew) => {
    const high = height();
    const first = whole ? 0 : Math.max(0, Math.floor(box.scrollTop / high) - BESIDE);
    const last = whole ? count : Math.min(count, Math.ceil((box.scrollTop + box.clientHeight) / high) + BESIDE);
    if (!anew && first >= from && last <= to) return;
    const [start, end] = whole ? [0, count] : [Math.max(0, first - BESIDE), Math.min(count, last + BESIDE)];
    [from, to] = [start, end];
    const drawn = [];
    for (let at = start; at < end; at += 1) drawn.push(row(at));
    body.replaceChildren(...(start ? [space(start)] : []), ...drawn, ...(end < count ? [space(count - end)] : []));
  };
  box.onscroll = () => draw(false);
  draw(true);
  return {
    draw,
    reveal(at) {
      const high = height();
      const head = body.parentElement?.querySelector("thead")?.offsetHeight ?? 0;
      const top = at * high;
      if (top < box.scrollTop) box.scrollTop = top;
      else if (top + high > box.scrollTop + box.clientHeight - head) box.scrollTop = top + high - box.clientHeight + head;
      draw(false);
    },
    all(on) {
      whole = on;
      draw(true);
    },
  };
}
