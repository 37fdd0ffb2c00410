// Where a word stands on all of its pages: files of their own tell, called like those of the index
// (see the program's `marks.py` and `postings.py`).
import { readValue } from "./cbor.js";
import { bytes, fetchMeta, remembered } from "./files.js";
import { EXCEPTIONS, markOf, marksOf } from "./marks.js";

// Words that begin with the same so many letters are in one file, unless it would be large.
const TOGETHER = 4;
// A shorter word may lose so many letters that fewer than these are left to find its file by.
const LONG = 7;
// No text has so many words: from here on stand the words of a title, of names and the like.
const BESIDE = 2 ** 24;

export class Places {
  // `entry` gives the file that says what the others are called.
  constructor(folder, entry) {
    this.folder = folder;
    this.entry = entry;
    this.files = new Map();
  }

  ready() {
    return remembered(this.files, "", () => this.load());
  }

  async load() {
    const { ids, ranges, fields } = await fetchMeta(await this.entry(), this.folder);
    this.ids = ids;
    this.numbers = new Map(ids.map((id, number) => [id, number]));
    this.ranges = ranges;
    this.title = fields.indexOf("title");
  }

  isInTitle(place) {
    return Math.floor(place / BESIDE) - 1 === this.title;
  }

  // Places of a word that has been searched for: number of a page → places. Which of the words that
  // begin like it that is (words are kept without their endings), the mark of its results tells; if
  // it stands in no text, its pages. Null if none is.
  async of(text, results) {
    await this.ready();
    const wanted = new Set(results.map(({ id }) => this.numbers.get(id)));
    const marks = new Set(results.flatMap((result) => [...marksOf(result)]));
    const word = fold(text);
    for (const { name } of filesOf(word, this.ranges)) {
      for (const known of await this.file(name)) {
        const { pages } = known;
        const isIt = marks.size
          ? [...marks].every((mark) => known.marks.has(mark))
          : word.startsWith(known.word.slice(0, -1));
        const onAll = () => [...wanted].every((page) => pages.has(page));
        if (isIt && pages.size === wanted.size && onAll()) return pages;
      }
    }
    return results.length ? null : new Map();
  }

  file(name) {
    const url = new URL(`places/${name}.dat`, this.folder);
    return remembered(this.files, name, async () => readWords(await bytes(await fetch(url))));
  }
}

// As Pagefind does.
const fold = (text) => {
  const word = text.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
  return EXCEPTIONS.get(word) ?? word;
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

// The words of a file, long ones before those that they begin with, each with its pages and their
// places. Those with accents are added to those without.
const readWords = (data) =>
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
    const marks = new Set([word, ...spellings.map(([form]) => form)].map(markOf));
    return { word, marks, pages };
  });

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
