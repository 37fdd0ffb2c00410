// Which words stand side by side on which pages: for phrases. `neighbours.py` of the program writes
// the files and says how.
import { bytes, remembered } from "./files.js";
import { markOf } from "./marks.js";

const FIELD_BITS = 3;
const PLACE_BITS = 18;
// Places are in numbers of so many bits; what is above stands with the pages.
const LOW = 16;
const FIRST = 0x9e3779b1;
const BETWEEN = 0xc2b2ae3d;
const SECOND = 0x85ebca77;
// What stands between words and is none.
const SIGN = 0xfe;

const bits = (number, from, count) => (number >>> from) & (2 ** count - 1);

// Places in what a page has beside its text are greater than any in a text.
export const isInText = (place) => place < 2 ** PLACE_BITS;

// Of a place, what of a page it is in: -1 for its text, or the number of a field.
export const fieldOf = (place) => bits(place, PLACE_BITS, FIELD_BITS) - 1;

// Each two telling words of a phrase that stand side by side, with what is between them.
export const pairsOf = (tokens, telling) =>
  telling.slice(1).map((to, number) => {
    const { at } = telling[number];
    return { at, tokens: tokens.slice(at, to.at + 1) };
  });

const hashOf = ({ tokens }) => {
  const codes = tokens.slice(1, -1).map(({ number = SIGN }) => number);
  const between = markOf(String.fromCharCode(...codes));
  const [first, second] = [tokens[0].form, tokens.at(-1).form];
  const hash = Math.imul(first, FIRST) ^ Math.imul(between, BETWEEN) ^ Math.imul(second, SECOND);
  return hash >>> 0;
};

export class Neighbours {
  // `entry` gives the file that says what the others are called.
  constructor(folder, entry) {
    this.folder = folder;
    this.entry = entry;
    this.files = new Map();
  }

  // Where a pair stands: `pages` are numbers of pages → numbers of entries, and `places` gives the
  // places of entries.
  async of(pair) {
    const { neighbours } = await this.entry();
    const hash = hashOf(pair);
    const name = Math.floor((hash / 2 ** 32) * neighbours);
    const { shards, hashes, columns } = await this.load(`${name}`, readEntries);
    const pages = new Map();
    let at = 0;
    for (const { first, count } of shards) {
      for (const end = at + count; at < end; at += 1) {
        if (hashes[at] !== hash) continue;
        const page = first + (columns[at] >>> (FIELD_BITS + PLACE_BITS - LOW));
        if (!pages.has(page)) pages.set(page, []);
        pages.get(page).push(at);
      }
    }
    const places = async () => {
      const low = await this.load(`places-${name}`, (data) => new Uint16Array(data));
      const high = (entry) => bits(columns[entry], 0, FIELD_BITS + PLACE_BITS - LOW);
      return (entry) => high(entry) * 2 ** LOW + low[entry];
    };
    return { pages, places };
  }

  load(name, read) {
    return remembered(this.files, name, async () => {
      const { languages } = await this.entry();
      const url = new URL(`neighbours/${name}.dat?v=${languages.en.hash}`, this.folder);
      return read((await bytes(await fetch(url))).buffer);
    });
  }
}

const readEntries = (data) => {
  const [number] = new Uint32Array(data, 0, 1);
  const head = new Uint32Array(data, 4, 2 * number);
  const shards = Array.from({ length: number }, (_, at) => ({
    first: head[2 * at],
    count: head[2 * at + 1],
  }));
  const all = shards.reduce((sum, { count }) => sum + count, 0);
  const start = 4 * (1 + 2 * number);
  return {
    shards,
    hashes: new Uint32Array(data, start, all),
    columns: new Uint16Array(data, start + 4 * all, all),
  };
};
