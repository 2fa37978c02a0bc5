// The views, in the order of their tabs.
export const VIEWS = ["matrix", "focus", "network", "list"];
