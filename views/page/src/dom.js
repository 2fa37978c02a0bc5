// The one way in which elements are made: with text, never with markup. Nothing in this page is ever parsed as HTML.

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * `text`, `class`, `data` (names and values of data-…) and `on` (listeners by event) are what they say; all else are
 * attributes, left out where null, undefined or false.
 * @typedef {{ text?: unknown, class?: string, data?: Record<string, unknown>, on?: Record<string, (event: any) => void>, [attribute: string]: unknown }} Options
 */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Options} [options]
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, options = {}, ...children) {
  const node = document.createElement(tag);
  const { text, class: className, data, on, ...attributes } = options;
  if (text !== undefined && text !== null) node.textContent = String(text);
  if (className) node.className = className;
  for (const [key, value] of Object.entries(data ?? {})) node.dataset[key] = String(value);
  for (const [type, call] of Object.entries(on ?? {})) node.addEventListener(type, call);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...kept(children));
  return node;
}

/** Those that are there, numbers as text. @param {Child[]} children */
export function kept(children) {
  return children.filter((c) => c !== null && c !== undefined && c !== false).map((c) => (c instanceof Node ? c : String(c)));
}

/**
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {Child[]} children
 * @returns {SVGElementTagNameMap[T]}
 */
export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...kept(children));
  return node;
}

/** An element that the page's template has. @param {string} id */
export function byId(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`the page has no #${id}`);
  return node;
}

/** What an event happened in. @param {Event} event @param {string} selector @returns {HTMLElement | null} */
export function within(event, selector) {
  return event.target instanceof Element ? event.target.closest(selector) : null;
}

/**
 * The place of a view, made when it is first asked for.
 * @param {string} view
 */
export function rootOf(view) {
  const id = `${view}-view`;
  let root = document.getElementById(id);
  if (!root) {
    root = el("section", { id, role: "tabpanel", "aria-labelledby": `tab-${view}`, tabindex: -1, hidden: true });
    byId("views-body").append(root);
  }
  return root;
}
