// Finds phrases in quotes by adjacent words: Pagefind's index has no places of words.
import { SPACES, fetchMeta, readEntry, remembered } from "./files.js";
import { Neighbours, fieldOf, isInText, partsOf } from "./neighbours.js";
import { Words, isSign, readTokens } from "./words.js";

// Number of parts of a phrase that are loaded at the same time; each is a file.
const AT_ONCE = 2;
// Up to this number, pages are read instead of more files: a list shows them anyway. (Reading them
// also excludes other words with the same hash, which occur once in some hundreds of phrases.)
const FEW = 6;
// Maximum number of pages that are read for what only texts can tell, such as the words next to "&".
// If there are more, pages that have the parts of a phrase are taken to have the phrase.
const MOST = 200;
// Number of times that a phrase in a title counts.
const TITLE = 5;

export class Phrases {
  // `search` queries Pagefind, which searches for quoted words as they are; `read` reads a page.
  constructor(folder, search, read) {
    this.folder = folder;
    this.search = async (text) => (await search(`"${text}"`)).results;
    this.read = read;
    this.words = new Words();
    this.loaded = new Map();
    this.neighbours = new Neighbours(folder, () => this.entry());
  }

  // All files belong to one index, even if another is published meanwhile.
  entry() {
    return remembered(this.loaded, "entry", () => readEntry(this.folder));
  }

  // Returns results in Pagefind's format, with the places of the phrase in their text.
  async find(phrase) {
    const tokens = readTokens(phrase);
    if (tokens.length === 1) return this.search(phrase);
    this.meta = await remembered(this.loaded, "meta", async () =>
      fetchMeta(await this.entry(), this.folder));
    const { length } = tokens;
    return (await this.pagesWith(tokens)).map(({ page, score = 1, starts }) => ({
      id: this.meta.ids[page],
      score,
      spotsIn: (words) =>
        (starts ?? this.words.startsIn(words, tokens)).map((at) => ({ at, length, mark: 0 })),
    }));
  }

  // Returns the numbers of pages, their scores and, if known, where the phrase starts in their text.
  async pagesWith(tokens) {
    const parts = partsOf(tokens);
    if (!parts.length) return this.inTexts(await this.pagesOf(tokens), tokens);
    const known = [];
    let left = null;
    const isLeft = (page) => !left || left.has(page);
    while (known.length < parts.length && (!left || left.size > FEW)) {
      const next = parts.slice(known.length, known.length + AT_ONCE);
      for (const one of await Promise.all(next.map((part) => this.neighbours.of(part)))) {
        known.push(one);
        left = new Set([...one.pages.keys()].filter(isLeft));
      }
    }
    const told = new Set(parts.slice(0, known.length).flatMap((part) => part.tokens));
    const isWhole = told.size === tokens.length;
    const found = [...left].map((page) => ({ page, score: known[0].pages.get(page).length }));
    if (found.length <= FEW) return this.inTexts(found, tokens);
    if (isWhole && parts.length === 1) return found;
    const together = await this.sideBySide(left, known, parts);
    return isWhole ? together : this.inTexts(together, tokens);
  }

  // Returns pages on which all parts of a phrase follow each other.
  async sideBySide(left, known, parts) {
    const title = this.meta.fields.indexOf("title");
    const places = await Promise.all(known.map((one) => one.places()));
    const startsOn = (page, { pages }, at) =>
      new Set(pages.get(page).map((entry) => places[at](entry) - parts[at].at));
    const worth = (start) => (fieldOf(start) === title ? TITLE : 1);
    const found = [];
    for (const page of left) {
      const [first, ...others] = known.map((one, at) => startsOn(page, one, at));
      const starts = [...first].filter((start) => others.every((some) => some.has(start)));
      const score = starts.reduce((sum, start) => sum + worth(start), 0);
      if (score) found.push({ page, score, starts: starts.filter(isInText) });
    }
    return found;
  }

  // Returns pages that have one of the words, for a phrase with punctuation around every word.
  async pagesOf(tokens) {
    const { text } = tokens.find((token) => !isSign(token));
    const found = new Set((await this.search(text)).map(({ id }) => id));
    return this.meta.ids.flatMap((id, page) => (found.has(id) ? [{ page }] : []));
  }

  // Returns the pages that have a phrase in their text or metadata; all, if too many to read.
  async inTexts(found, tokens) {
    if (found.length > MOST) return found;
    const checked = found.map(async ({ page }) => {
      const { words, meta } = await this.read(this.meta.ids[page]);
      const starts = this.words.startsIn(words, tokens);
      const beside = Object.entries(meta).map(([name, text]) => {
        const times = this.words.startsIn(text.split(SPACES), tokens).length;
        return name === "title" ? TITLE * times : times;
      });
      return { page, starts, score: beside.reduce((sum, times) => sum + times, starts.length) };
    });
    return (await Promise.all(checked)).filter(({ score }) => score);
  }
}
