// What is said of a task beside its words: who, by when, how it stands. By the same rules as the ledger.
/** @import { Model, Task } from "./types" */
import { whoOf } from "./model.js";
import { lang } from "./words.js";

/** @type {WeakMap<Model, string[][][]>} */
const held = new WeakMap();

/** Names of those who answer for a task, by role, each once and as printed in order. @param {Model} model @param {number} i @returns {string[][]} */
export function namesOf(model, i) {
  let all = held.get(model);
  if (!all) held.set(model, (all = []));
  if (!all[i]) {
    /** @type {Set<string>[]} */
    const found = [new Set(), new Set(), new Set(), new Set()];
    for (const m of model.tasks[i].mentions) found[model.mentions[m].role].add(whoOf(model, m).name);
    all[i] = found.map((names) => [...names]);
  }
  return all[i];
}

/** The day it is due, else what is said of it. @param {Task} task */
export function dueOf(task) {
  return task.due[0] || task.deadline;
}

/** How it stands, in the page's language; empty where nobody reported. @param {Model} model @param {Task} task */
export function statusWord(model, task) {
  if (!task.progress) return "";
  const [status, share] = task.progress;
  const [english, chinese] = model.statuses[status];
  return `${lang === "zh" ? chinese : english}${share === null ? "" : ` ${share}%`}`;
}

/**
 * As the ledger lights it on the page's day: green where done or not yet due, yellow where behind or due within its days,
 * red where overdue; empty where no day is known and nothing is reported.
 * @param {Model} model
 * @param {Task} task
 * @returns {"green" | "yellow" | "red" | ""}
 */
export function lampOf(model, task) {
  const status = task.progress ? model.statuses[task.progress[0]][0] : "";
  const [due] = task.due;
  if (status === "done") return "green";
  if (due && due < model.day) return "red";
  if (status === "behind" || (due && due <= dayAfter(model.day, model.settings.lamp))) return "yellow";
  return due || status === "on schedule" ? "green" : "";
}

/** @param {string} day @param {number} days */
function dayAfter(day, days) {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
