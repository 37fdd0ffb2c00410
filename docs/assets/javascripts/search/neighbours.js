// Which words stand side by side on which pages: for phrases. `neighbours.py` of the program writes
// the files and says how.
import { bytes, remembered } from "./files.js";
import { findMarks, markOf } from "./marks.js";
import { stem } from "./stem.js";

const PAGE_BITS = 11;
const REST_BITS = 21;
const FIRST = 0x9e3779b1;
const BETWEEN = 0xc2b2ae3d;
const SECOND = 0x85ebca77;
// What stands between words and is none.
const SIGN = 0xfe;

// The mark of a word of a phrase; none if it has other letters than a to z, accents aside.
export const formOf = (text) => {
  const word = text.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
  return /^[a-z0-9]+$/.test(word) ? markOf(stem(word)) : undefined;
};

// Whether a word of a text is a form of one of a phrase.
export const isForm = (word, form) => findMarks([word], new Set([form]))[0] !== null;

const hashOf = ({ from, to, between }) => {
  const codes = between.map(({ number = SIGN }) => number);
  const middle = markOf(String.fromCharCode(...codes));
  const sum =
    Math.imul(from.form, FIRST) + Math.imul(middle, BETWEEN) + Math.imul(to.form, SECOND);
  return (sum >>> 0) >>> 1;
};

export class Neighbours {
  // `entry` gives the file that says what the others are called.
  constructor(folder, entry) {
    this.folder = folder;
    this.entry = entry;
    this.files = new Map();
  }

  // Where two words of a phrase, `from` and `to`, stand with what is `between` them: number of a page
  // → the numbers of the entries, of which `places` tells the places of the first word.
  async of(pair) {
    const { neighbours } = await this.entry();
    const hash = hashOf(pair);
    const name = (hash >>> REST_BITS) % neighbours;
    const file = await this.file(name);
    const found = new Map();
    const wanted = hash & (2 ** REST_BITS - 1);
    const shards = file[0];
    const head = 1 + 2 * shards;
    for (let shard = 0, at = head; shard < shards; shard += 1) {
      const [first, count] = file.subarray(1 + 2 * shard);
      for (const end = at + count; at < end; at += 1) {
        if (file[at] >>> PAGE_BITS !== wanted) continue;
        const page = first + (file[at] & (2 ** PAGE_BITS - 1));
        if (!found.has(page)) found.set(page, []);
        found.get(page).push(at - head);
      }
    }
    return { pages: found, places: () => this.file(`places-${name}`) };
  }

  file(name) {
    return remembered(this.files, name, async () => {
      const { languages } = await this.entry();
      const url = new URL(`neighbours/${name}.dat?v=${languages.en.hash}`, this.folder);
      return new Uint32Array((await bytes(await fetch(url))).buffer);
    });
  }
}
