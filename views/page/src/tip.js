// The small box beside the pointer.
import { byId } from "./dom.js";

const tip = byId("tip");

/** @param {number} x @param {number} y @param {Node[]} lines */
export function showTip(x, y, lines) {
  tip.replaceChildren(...lines);
  tip.hidden = false;
  const { offsetWidth: width, offsetHeight: height } = tip;
  tip.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - width - 8))}px`;
  tip.style.top = `${y + 18 + height > innerHeight ? y - height - 12 : y + 18}px`;
}

export function hideTip() {
  tip.hidden = true;
}
