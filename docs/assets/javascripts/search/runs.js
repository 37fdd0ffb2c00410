// Where runs of function words ("of the") stand: at the word that follows, and at the word before.
// `runs.py` of the program writes the files, says how, and reads words as it is done here.
import { remembered } from "./files.js";
import { FUNCTION_WORDS } from "./text.js";

const BUCKETS = 1024;
const START = 5;
const PREFIX = /^(anti|co|counter|e|inter|multi|non|post|pre|re|semi|sub)[-\u2010]/u;
const ENDINGS = [
  [/([^su])s$/u, "$1"],
  [/([aeiouy].*)ing$/u, "$1"],
  [/([aeiouy].*[^e]|[aiouy])ed$/u, "$1"],
  [/([ehr])ly$/u, "$1"],
  [/(..)ful$/u, "$1"],
  [/y$/u, "i"],
  [/(..)(?:ie?|e)$/u, "$1"],
  [/([^aeiou])\1$/u, "$1"],
];
const NUMBERS = new Map(FUNCTION_WORDS.map((word, at) => [word, at]));
// No text has so many words.
const PLACES = 2 ** 28;

// A word as it stands between spaces: `number` for a function word, `bucket` for another, neither
// for what has no letter and no digit.
export const readToken = (text) => {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const whole = plain.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  if (NUMBERS.has(whole)) return { text, number: NUMBERS.get(whole) };
  const [word] = whole.replaceAll(".", "").replace(PREFIX, "$1").match(/[\p{L}\p{N}]+/u) ?? [];
  return word ? { text, bucket: bucketOf(word) } : { text };
};

const bucketOf = (word) => {
  const stem = ENDINGS.reduce((left, [ending, instead]) => left.replace(ending, instead), word);
  const total = [...stem]
    .slice(0, START)
    .reduce((sum, letter) => (sum * 33 + letter.codePointAt(0)) & 0xffffff, 0);
  return (total ^ (total >> 10)) % BUCKETS;
};

// A run of such words, as the files have it.
export const writeRun = (tokens) => String.fromCharCode(...tokens.map(({ number }) => number));

export class Runs {
  // `entry` gives the file that says what the others are called.
  constructor(folder, entry) {
    this.folder = folder;
    this.entry = entry;
    this.files = new Map();
  }

  // Those of a bucket, "before" its words or "after" them: the place of the word → the run, as
  // `writeRun` writes it.
  async of(bucket, kind) {
    const { runs, languages } = await this.entry();
    const name = `${kind}-${bucket % runs}`;
    const url = new URL(`runs/${name}.dat?v=${languages.en.hash}`, this.folder);
    return remembered(this.files, name, async () => parseRuns(await fetchBytes(url)));
  }
}

// A place on a page, by the page's number.
export const placeOf = (page, at) => page * PLACES + at;

export const fetchBytes = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
};

// Reads numbers and runs from where it stands.
export const reader = (data) => ({
  at: 0,
  number() {
    for (let total = 0, worth = 1; ; worth *= 128) {
      const byte = data[this.at];
      this.at += 1;
      total += (byte & 127) * worth;
      if (byte < 128) return total;
    }
  },
  run() {
    const from = this.at;
    while (data[this.at] < 128) this.at += 1;
    this.at += 1;
    return String.fromCharCode(...data.subarray(from, this.at).map((byte) => byte & 127));
  },
});

const parseRuns = (data) => {
  const file = reader(data);
  const found = new Map();
  while (file.at < data.length) {
    let page = file.number();
    const length = file.number();
    const end = file.at + length;
    while (file.at < end) {
      page += file.number();
      const place = placeOf(page, file.number());
      found.set(place, file.run());
    }
  }
  return found;
};
