// What Python packed into the page (`packed` of page.py), unpacked: base64 of gzip of JSON.
import { gunzipSync, strFromU8 } from "fflate";

/** @param {string} packed @returns {any} */
export function unpacked(packed) {
  return JSON.parse(strFromU8(gunzipSync(Uint8Array.from(atob(packed), (char) => char.charCodeAt(0)))));
}
