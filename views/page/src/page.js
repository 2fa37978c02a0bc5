// The one page that this script runs in: its data, read once.
import { modelOf } from "./model.js";
import { unpacked } from "./packed.js";

export const model = modelOf(unpacked(document.getElementById("data")?.textContent ?? ""));
export const { documents, sectors, tasks, leaders, units, counties, clusters, mentions, statements } = model;
