// Files of the index, read as they are: packed by gzip, some behind Pagefind's signature.
import { readValue } from "./cbor.js";

const SIGNATURE = "pagefind_dcd";

// What Pagefind takes for the space between words.
export const SPACES = /[\s\u200b]+/;

export const unpacked = async (response) => {
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response.body.pipeThrough(new DecompressionStream("gzip"));
};

export const bytes = async (response) =>
  new Uint8Array(await new Response(await unpacked(response)).arrayBuffer());

export const signed = async (response) => (await bytes(response)).subarray(SIGNATURE.length);

// What was made for a key before, or is made now; what fails is tried again the next time.
export const remembered = (made, key, make) => {
  if (!made.has(key)) {
    made.set(key, make());
    made.get(key).catch(() => made.delete(key));
  }
  return made.get(key);
};

// The file that says what the others are called: never an old one.
export const readEntry = async (folder) =>
  (await fetch(new URL("pagefind-entry.json", folder), { cache: "no-cache" })).json();

// The index's metadata: pages in the order of their numbers, files with their first and last words,
// and what pages have beside their text. Where Pagefind has downloaded it, it is taken from the
// cache, however old.
export const fetchMeta = async ({ languages }, folder) => {
  const url = new URL(`pagefind.${languages.en.hash}.pf_meta`, folder);
  const [, pages, files, , , fields] = readValue(await fetch(url, { cache: "force-cache" }).then(signed));
  return {
    ids: pages.map(([id]) => id),
    lengths: pages.map(([, words]) => words),
    ranges: files.map(([first, last, name]) => ({ first, last, name })),
    fields,
  };
};

// A page as a result shows it, with its text as words, safe to put between tags.
export const readPage = async (id, base) => {
  const data = await signed(await fetch(new URL(`pagefind/fragment/${id}.pf_fragment`, base)));
  const { url, content, meta, anchors } = JSON.parse(new TextDecoder().decode(data));
  return {
    url: base.pathname + url.replace(/^\//, ""),
    meta,
    anchors,
    words: content.replaceAll("<", "&lt;").replaceAll(">", "&gt;").split(SPACES),
  };
};
