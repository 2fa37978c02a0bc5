import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { unpacked } from "../src/packed.js";

test("what was packed comes back, with half a surrogate pair and signs that close a block", () => {
  const words = '{"a":["市甲局</script>","\\ud800","\u{20bb7}",null,1]}';
  const packed = gzipSync(words).toString("base64");
  assert.deepEqual(unpacked(packed), JSON.parse(words));
});
