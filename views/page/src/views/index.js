// The views, in the order of their tabs. One that this graph has nothing for (`here`) is left out.
/** @import { View } from "../types" */
import { model } from "../page.js";
import { focus } from "./focus.js";
import { list } from "./list.js";
import { matrix } from "./matrix.js";
import "./matrix_print.js";
import { network } from "./network.js";
import { overview } from "./overview.js";
import { pivot } from "./pivot.js";
import { quality } from "./quality.js";
import { queries } from "./queries.js";
import { tasks } from "./tasks.js";
import { whatif } from "./whatif.js";
import { years } from "./years.js";

/** @type {View[]} */
const ALL = [overview, tasks, matrix, focus, network, pivot, years, whatif, quality, queries, list];

export const VIEWS = ALL.filter((view) => !view.here || view.here(model));

/** The view of this name; the first where there is none. @param {string} name */
export function viewOf(name) {
  return VIEWS.find((view) => view.name === name) ?? VIEWS[0];
}
