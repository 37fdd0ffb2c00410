// Reads files of the index: all are compressed with gzip, some begin with Pagefind's signature.
import { readValue } from "./cbor.js";

const SIGNATURE = "pagefind_dcd";

// What Pagefind treats as space between words.
export const SPACES = /[\s\u200b]+/;

export const unpacked = async (response) => {
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response.body.pipeThrough(new DecompressionStream("gzip"));
};

export const bytes = async (response) =>
  new Uint8Array(await new Response(await unpacked(response)).arrayBuffer());

export const signed = async (response) => (await bytes(response)).subarray(SIGNATURE.length);

// Returns the cached value of a key, or makes it; a failure is not cached.
export const remembered = (made, key, make) => {
  if (!made.has(key)) {
    made.set(key, make());
    made.get(key).catch(() => made.delete(key));
  }
  return made.get(key);
};

// Reads the file with the names of all others, always afresh.
export const readEntry = async (folder) =>
  (await fetch(new URL("pagefind-entry.json", folder), { cache: "no-cache" })).json();

// Reads the index's metadata: pages in the order of their numbers, files with their first and last
// words, and the names of the metadata fields. If Pagefind has downloaded it, it comes from the
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

// Reads a page as a result shows it, with its text as words that are safe as HTML text.
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
