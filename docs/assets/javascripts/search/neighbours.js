// Reads which words are adjacent on which pages, for phrases. `neighbours.py` writes the files and
// describes their format.
import { bytes, remembered } from "./files.js";
import { isContentWord } from "./words.js";

const FIELD_BITS = 3;
const PLACE_BITS = 18;
// Number of bits of a place in the file of places; the higher bits are stored with the pages.
const LOW = 16;
const FIRST = 0x9e3779b1;
const BETWEEN = 0xc2b2ae3d;
const SECOND = 0x85ebca77;
const BASE = 0x01000193;
// Punctuation between words.
const SIGN = 0xfe;
// Maximum number of stop words before or after another word, and without one.
const LONGEST = 4;
const ALONE = 3;

const bits = (number, from, count) => (number >>> from) & (2 ** count - 1);

// Places in metadata fields are greater than any place in a text.
export const isInText = (place) => place < 2 ** PLACE_BITS;

// Returns the part of a page that a place is in: -1 for its text, or the number of a field.
export const fieldOf = (place) => bits(place, PLACE_BITS, FIELD_BITS) - 1;

// Returns the parts of a phrase that the files contain. The place of a part is that of the token at
// index `at`; `tokens` are all tokens of the part.
export const partsOf = (tokens) => {
  const words = tokens.filter(isContentWord);
  const runs = runsOf(tokens);
  if (!words.length) return runs.flatMap(alone);
  const pairs = words.slice(1).map((second, number) => {
    const first = words[number];
    const between = tokens.slice(first.at + 1, second.at);
    return { first, between, second, at: first.at, tokens: [first, ...between, second] };
  });
  const [first, last] = [words[0], words.at(-1)];
  const before = runs.find((run) => run.at(-1).at === first.at - 1)?.slice(-LONGEST);
  const after = runs.find(([{ at }]) => at === last.at + 1)?.slice(0, LONGEST);
  if (before) pairs.push({ between: before, second: first, at: first.at, tokens: [...before, first] });
  if (after) pairs.push({ first: last, between: after, at: last.at, tokens: [last, ...after] });
  return pairs;
};

// Runs of stop words without punctuation between them.
const runsOf = (tokens) => {
  const runs = [[]];
  for (const token of tokens) {
    if (token.number === undefined) runs.push([]);
    else runs.at(-1).push(token);
  }
  return runs.filter((run) => run.length);
};

const alone = (run) => {
  const length = Math.min(ALONE, run.length);
  if (length < 2) return [];
  return run.slice(length - 1).map((_, start) => {
    const between = run.slice(start, start + length);
    return { between, at: between[0].at, tokens: between };
  });
};

const hashOf = ({ first, between, second }) => {
  const codes = between.map(({ number = SIGN }) => number);
  const run = codes.reduceRight((sum, code) => (Math.imul(sum, BASE) + code + 1) | 0, 0);
  const hash =
    Math.imul(first?.form ?? 0, FIRST) ^ Math.imul(run, BETWEEN) ^ Math.imul(second?.form ?? 0, SECOND);
  return hash >>> 0;
};

export class Neighbours {
  // `entry` returns the file with the names of all others.
  constructor(folder, entry) {
    this.folder = folder;
    this.entry = entry;
    this.files = new Map();
  }

  // Finds a part of a phrase: `pages` maps the number of a page to the numbers of its entries, and
  // `places` returns the place of an entry.
  async of(part) {
    const { neighbours } = await this.entry();
    const hash = hashOf(part);
    const name = Math.floor((hash / 2 ** 32) * neighbours);
    const { shards, lower, upper, columns } = await this.load(`${name}`, readEntries);
    const pages = new Map();
    let at = 0;
    for (const { first, count } of shards) {
      for (const end = at + count; at < end; at += 1) {
        if (lower[at] !== (hash & 0xffff) || upper[at] !== hash >>> 16) continue;
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
  const column = (at) => new Uint16Array(data, 4 * (1 + 2 * number) + 2 * at * all, all);
  return { shards, lower: column(0), upper: column(1), columns: column(2) };
};
