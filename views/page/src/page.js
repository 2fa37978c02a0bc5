// The one page that this script runs in: its data, read once.
import { modelOf } from "./model.js";

export const model = modelOf(JSON.parse(document.getElementById("data")?.textContent ?? ""));
export const { documents, sectors, tasks, leaders, units, counties, clusters, mentions, statements } = model;
