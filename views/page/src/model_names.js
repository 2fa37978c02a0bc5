// Things by the names that they have.
/** @import { Model, Thing } from "./types" */
import { thingAt } from "./model.js";

/**
 * What a kind (unit or leader) calls so; null where none does, or several: then nobody knows which.
 * @param {Model} model @returns {(kind: string, name: string) => Thing | null}
 */
export function byNameOf(model) {
  /** @type {Map<string, number[]>} */
  const at = new Map();
  for (const kind of /** @type {const} */ (["unit", "leader"])) {
    model.kinds[kind].forEach((of, i) => at.set(`${kind}|${of.name}`, [...(at.get(`${kind}|${of.name}`) ?? []), i]));
  }
  return (kind, name) => {
    const found = at.get(`${kind}|${name}`) ?? [];
    if (found.length !== 1) return null;
    return kind === "unit" ? thingAt(model, "unit", found[0]) : thingAt(model, "leader", found[0]);
  };
}
