// Where runs of function words ("of the") stand: at the word that follows, and at the word before.
// `runs.py` of the program writes the files and says how.
import { remembered } from "./files.js";

const BUCKET_BITS = 10;
const MARK_BITS = 16;
// No text has so many words.
const PLACES = 2 ** 28;

// A run of such words, as the files have it.
export const writeRun = (tokens) => String.fromCharCode(...tokens.map(({ number }) => number));

export class Runs {
  // `entry` gives the file that says what the others are called.
  constructor(folder, entry) {
    this.folder = folder;
    this.entry = entry;
    this.files = new Map();
  }

  // Those "before" a word or "after" it, by its form: the place of the word → the run, as `writeRun`
  // writes it.
  async of(form, kind) {
    const { runs, languages } = await this.entry();
    const name = `${kind}-${form % runs}`;
    const url = new URL(`runs/${name}.dat?v=${languages.en.hash}`, this.folder);
    const data = await remembered(this.files, name, () => fetchBytes(url));
    return readRuns(data, (form >>> BUCKET_BITS) & (2 ** MARK_BITS - 1));
  }
}

// A place on a page, by the page's number.
export const placeOf = (page, at) => page * PLACES + at;

export const partsOf = (place) => [Math.floor(place / PLACES), place % PLACES];

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
  mark() {
    this.at += 2;
    return data[this.at - 2] | (data[this.at - 1] << 8);
  },
  run() {
    const from = this.at;
    while (data[this.at] < 128) this.at += 1;
    this.at += 1;
    return String.fromCharCode(...data.subarray(from, this.at).map((byte) => byte & 127));
  },
});

const readRuns = (data, wanted) => {
  const file = reader(data);
  const found = new Map();
  while (file.at < data.length) {
    let page = file.number();
    const length = file.number();
    const end = file.at + length;
    while (file.at < end) {
      page += file.number();
      const at = file.number();
      const mark = file.mark();
      const run = file.run();
      if (mark === wanted) found.set(placeOf(page, at), run);
    }
  }
  return found;
};
