// On which pages function words stand one after the other: for phrases of nothing else ("of the").
// `sequences.py` of the program writes the files and says how.
import { remembered } from "./files.js";
import { fetchBytes, reader, writeRun } from "./runs.js";

const LONGEST = 3;
const STEP = 31;

export class Sequences {
  // `entry` gives the file that says what the others are called.
  constructor(folder, entry) {
    this.folder = folder;
    this.entry = entry;
    this.files = new Map();
  }

  // The numbers of the pages that have all parts of a run of function words.
  async pagesOf(tokens) {
    const length = Math.min(LONGEST, tokens.length);
    let found = null;
    for (let at = 0; at + length <= tokens.length; at += 1) {
      const pages = await this.pagesOfPart(tokens.slice(at, at + length));
      found = found ? found.filter((page) => pages.has(page)) : [...pages];
    }
    return found;
  }

  async pagesOfPart(part) {
    const { sequences, languages } = await this.entry();
    const place = part.reduce((sum, token) => sum * STEP + token.number, 0);
    const number = place % sequences;
    const url = new URL(`runs/only-${number}.dat?v=${languages.en.hash}`, this.folder);
    const file = await remembered(this.files, number, async () => parse(await fetchBytes(url)));
    return file.get(writeRun(part)) ?? new Set();
  }
}

const parse = (data) => {
  const file = reader(data);
  const found = new Map();
  while (file.at < data.length) {
    const run = file.run();
    const pages = new Set();
    for (let sections = file.number(); sections > 0; sections -= 1) {
      let page = file.number();
      const length = file.number();
      const end = file.at + length;
      while (file.at < end) {
        page += file.number();
        pages.add(page);
      }
    }
    found.set(run, pages);
  }
  return found;
};
