// Where a word stands on all of its pages. Pagefind's script tells of one place on each; the files
// of the index, which it has downloaded, know them all (see the program's `postings.py`).
import { readValue } from "./cbor.js";
import { fetchMeta, readEntry, signed } from "./files.js";

// Words that begin with the same so many letters are in one file, unless it would be large.
const TOGETHER = 4;
// A shorter word may lose so many letters that fewer than these are left to find its file by.
const LONG = 7;

export class Places {
  constructor(folder) {
    this.folder = folder;
    this.files = new Map();
  }

  async load() {
    const { ids, ranges } = await fetchMeta(await readEntry(this.folder), this.folder);
    this.numbers = new Map(ids.map((id, number) => [id, number]));
    this.ranges = ranges;
  }

  // Places of a word that has been searched for: number of a page → places. Which of the words that
  // begin like it that is (words are kept without their endings), its pages tell. Null if none is.
  async of(text, results) {
    this.loading ??= this.load();
    await this.loading;
    const found = results.filter(({ words }) => words.length);
    const word = fold(text);
    for (const { name } of filesOf(word, this.ranges)) {
      for (const [known, pages] of await this.file(name)) {
        if (!known.startsWith(word.slice(0, 1))) continue;
        const has = ({ id, words: [one] }) => pages.get(this.numbers.get(id))?.includes(one);
        if (pages.size === found.length && found.every(has)) return pages;
      }
    }
    return null;
  }

  file(name) {
    if (!this.files.has(name)) {
      const url = new URL(`index/${name}.pf_index`, this.folder);
      // From the cache, however old: its name changes with its content.
      const data = fetch(url, { cache: "force-cache" }).then(signed);
      this.files.set(name, data.then(readWords));
    }
    return this.files.get(name);
  }
}

// As Pagefind does.
const fold = (text) =>
  text.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();

// The files in which a word may be, by how it begins; the likeliest first.
const filesOf = (word, ranges) => {
  const least = word.length < LONG ? 2 : TOGETHER;
  const found = new Set();
  for (let length = word.length; length >= Math.min(least, word.length); length -= 1) {
    const begins = word.slice(0, length);
    for (const like of [begins, `${begins}i`, `${begins}e`]) {
      for (const range of ranges) if (range.first <= like && like <= range.last) found.add(range);
    }
  }
  return found;
};

// The words of a file: word → pages → places. Those with accents are added to those without.
const readWords = (data) =>
  new Map(
    readValue(data)[0].map(([word, plain, spellings]) => {
      const pages = new Map();
      for (const list of [plain, ...spellings.map(([, accented]) => accented)]) {
        let page = 0;
        for (const [distance, places] of list) {
          page += distance;
          const all = [...(pages.get(page) ?? []), ...readPlaces(places)];
          if (all.length) pages.set(page, all);
        }
      }
      return [word, pages];
    }),
  );

// Each is the distance from the one before; a negative number says what weight the next ones have.
const readPlaces = (numbers) => {
  const places = [];
  let place = 0;
  for (const number of numbers) {
    place = number < 0 ? 0 : place + number;
    if (number >= 0) places.push(place);
  }
  return places;
};
