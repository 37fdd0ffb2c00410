// Which words stand side by side on which pages: for phrases. `neighbours.py` of the program writes
// the files and says how.
import { bytes, remembered } from "./files.js";
import { isContentWord } from "./words.js";

const FIELD_BITS = 3;
const PLACE_BITS = 18;
// Places are in numbers of so many bits; what is above stands with the pages.
const LOW = 16;
const FIRST = 0x9e3779b1;
const BETWEEN = 0xc2b2ae3d;
const SECOND = 0x85ebca77;
const BASE = 0x01000193;
// Punctuation between words.
const SIGN = 0xfe;
// Numbers of stop words that are kept before or after another word, and without one.
const LONGEST = 4;
const ALONE = 3;

const bits = (number, from, count) => (number >>> from) & (2 ** count - 1);

// Places in what a page has beside its text are greater than any in a text.
export const isInText = (place) => place < 2 ** PLACE_BITS;

// Of a place, what of a page it is in: -1 for its text, or the number of a field.
export const fieldOf = (place) => bits(place, PLACE_BITS, FIELD_BITS) - 1;

// What is kept of a phrase: parts of it, whose place is that of their token number `at`; the others
// have the numbers of `tokens`.
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

// Stop words that stand together, without signs between them.
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
  // `entry` gives the file that says what the others are called.
  constructor(folder, entry) {
    this.folder = folder;
    this.entry = entry;
    this.files = new Map();
  }

  // Where a part of a phrase stands: `pages` are numbers of pages → numbers of entries, and `places`
  // gives the places of entries.
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
