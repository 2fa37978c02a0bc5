// What of the graph is shown: pure functions of the model and the state. Views, sums and exports all ask here.
import { thingOf } from "./model.js";

export function visibleUnit(state, unit) {
  return state.groups || !unit.group;
}

/** Tasks that the document filter and the related switch leave. */
export function shownTasks(model, state) {
  const only = state.related && relatedTasks(model, state);
  return model.tasks.map((_, i) => i).filter((i) => (state.doc < 0 || model.tasks[i].document === state.doc) && (!only || only.has(i)));
}

function relatedTasks(model, state) {
  const thing = thingOf(model, state.with && thingOf(model, state.sel)?.kind === "task" ? state.with : state.sel);
  return thing && thing.kind !== "document" ? new Set(thing.of.tasks) : null;
}
