// Bundles src into the one script that zeren's pages hold: `node build.mjs`. The result is committed, so that neither the
// wheel nor its user needs node. With `--check` nothing is written: exit 1 where what is there is not what would be written.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const target = fileURLToPath(new URL("../zeren/views/templates/page.js", import.meta.url));

const made = await build({
  absWorkingDir: here,
  entryPoints: ["src/main.js"],
  bundle: true,
  format: "iife",
  charset: "utf8",
  target: "es2020", // browsers in offices are old
  minify: true,
  legalComments: "none",
  banner: { js: '// Made of views/page/src by "node views/page/build.mjs": change it there.\n"use strict";' },
  write: false,
});
const text = made.outputFiles[0].text;
if (process.argv.includes("--check")) {
  if (text !== (await readFile(target, "utf8"))) {
    console.error("views/zeren/views/templates/page.js is not what its sources make: run `node views/page/build.mjs`");
    process.exit(1);
  }
} else {
  await writeFile(target, text);
}
