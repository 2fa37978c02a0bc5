import js from "@eslint/js";
import globals from "globals";

const own = Object.fromEntries(
  ["document", "window", "location", "history", "navigator", "innerWidth", "innerHeight", "console", "requestAnimationFrame", "cancelAnimationFrame", "setTimeout", "clearTimeout", "matchMedia", "ResizeObserver", "URL", "URLSearchParams", "Blob", "atob", "TextEncoder", "XMLSerializer", "Image", "CSS", "getComputedStyle", "CanvasRenderingContext2D", "Node", "Element", "HTMLInputElement", "HTMLSelectElement", "HTMLElement", "SVGElement", "XMLSerializer", "HTMLCanvasElement"].map((name) => [name, globals.browser[name] ?? false]),
);

export default [
  { ignores: ["node_modules/"] },
  js.configs.recommended,
  {
    files: ["src/**/*.js"],
    // Named one by one: among all that browsers define are words like `model`, `name` and `top`, which a module could forget to import.
    languageOptions: { globals: { ...own, vis: "readonly" } },
  },
  {
    files: ["*.mjs", "*.js", "test/**/*.js"],
    languageOptions: { globals: globals.node },
  },
  {
    rules: {
      complexity: ["error", 20],
      eqeqeq: "error",
      "max-lines": ["error", 300],
      "no-shadow": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
];
