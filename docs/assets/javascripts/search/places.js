// Where a word stands on all of its pages. Pagefind's script tells of one place on each; the files
// of the index, which it has downloaded, know them all (see the program's `postings.py`).
import { readValue } from "./cbor.js";
import { fetchMeta, remembered, signed } from "./files.js";

// Words that begin with the same so many letters are in one file, unless it would be large.
const TOGETHER = 4;
// A shorter word may lose so many letters that fewer than these are left to find its file by.
const LONG = 7;
// Words whose stem does not begin like them (the Porter2 stemmer, "exceptional forms").
const EXCEPTIONS = { dying: "die", lying: "lie", tying: "tie" };

// No text has so many words: from here on stand the words of a title, of names and the like.
const BESIDE = 2 ** 24;

export class Places {
  // `entry` gives the file that says what the others are called.
  constructor(folder, entry) {
    this.folder = folder;
    this.entry = entry;
    this.files = new Map();
  }

  async load() {
    const { ids, ranges, fields } = await fetchMeta(await this.entry(), this.folder);
    this.numbers = new Map(ids.map((id, number) => [id, number]));
    this.ranges = ranges;
    this.title = fields.indexOf("title");
  }

  isInTitle(place) {
    return Math.floor(place / BESIDE) - 1 === this.title;
  }

  // Places of a word that has been searched for: number of a page → places. Which of the words that
  // begin like it that is (words are kept without their endings), its pages tell. Null if none is.
  async of(text, results) {
    await remembered(this.files, "", () => this.load());
    const wanted = new Map(results.map(({ id, words }) => [this.numbers.get(id), words]));
    const word = fold(text);
    for (const { name } of filesOf(word, this.ranges)) {
      for (const [known, pages] of await this.file(name)) {
        // A stem may have another last letter than its word.
        if (!word.startsWith(known.slice(0, -1))) continue;
        // Of a page that has the word in its title, too, Pagefind may tell no place.
        const has = [...wanted].every(([page, places]) =>
          places.every((place) => pages.get(page)?.includes(place)));
        if (has && [...pages.keys()].every((page) => wanted.has(page))) return pages;
      }
    }
    return results.length ? null : new Map();
  }

  file(name) {
    const url = new URL(`index/${name}.pf_index`, this.folder);
    // From the cache, however old: its name changes with its content.
    const read = async () => readWords(await signed(await fetch(url, { cache: "force-cache" })));
    return remembered(this.files, name, read);
  }
}

// As Pagefind does.
const fold = (text) => {
  const word = text.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
  return EXCEPTIONS[word] ?? word;
};

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

// The words of a file, long ones before those that they begin with: word → pages → places. Those
// with accents are added to those without.
const readWords = (data) =>
  new Map(
    readValue(data)[0].reverse().map(([word, plain, spellings]) => {
      const pages = new Map();
      for (const list of [plain, ...spellings.map(([, accented]) => accented)]) {
        let page = 0;
        for (const [distance, text, beside] of list) {
          page += distance;
          const known = pages.get(page) ?? [];
          pages.set(page, [...known, ...readPlaces(text), ...readPlaces(beside, BESIDE)]);
        }
      }
      return [word, pages];
    }),
  );

// Each is the distance from the one before; a negative number says what weight the next ones have,
// or in which field they stand.
const readPlaces = (numbers, width = 0) => {
  const places = [];
  let place = 0;
  for (const number of numbers) {
    place = number < 0 ? -number * width : place + number;
    if (number >= 0) places.push(place);
  }
  return places;
};

export const isInText = (place) => place < BESIDE;
