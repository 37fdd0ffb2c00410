// Ranks queries with very many results, as Pagefind ranks them. Pagefind compares each result with
// each page of each word: for a word on 8,000 pages, that takes a third of a second at each key
// press. Here each page of a word is visited once.
import { readValue } from "./cbor.js";
import { fetchMeta, remembered, signed } from "./files.js";
import { PLACES, markOf } from "./marks.js";
import { stem } from "./stem.js";

// Comparisons that Pagefind makes in some ten milliseconds; a query with fewer is left to Pagefind.
const FEW = 2_000_000;
// The weight of a word in a text, beyond headings.
const PLAIN = 24;
// Factor of a word in the index that begins with the word of the query as typed, or is a prefix of
// it.
const AS_WRITTEN = 1.8;

export class Ranking {
  // `entry` is the file with the names of all others; `weights` are the same as for Pagefind; `few`
  // is the number of comparisons below which a query is left to Pagefind.
  constructor(folder, entry, weights, few = FEW) {
    this.folder = folder;
    this.entry = entry;
    this.weights = weights;
    this.few = few;
    this.files = new Map();
  }

  async load() {
    const { ids, lengths, ranges, fields } = await fetchMeta(this.entry, this.folder);
    this.ids = ids;
    this.lengths = lengths;
    this.average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    this.ranges = ranges;
    this.fields = fields.map((name) => this.weights.metaWeights[name] ?? 1);
  }

  // Returns the results of a query whose files Pagefind has downloaded; null for a query that is
  // left to Pagefind because it is quick, or has words that are not plain. `exact`: only forms of
  // the words.
  async find(text, exact = false) {
    const asked = text.toLowerCase().split(" ").filter(Boolean);
    if (!asked.length || !asked.every((word) => /^[a-z0-9]+$/.test(word))) return null;
    if (new Set(asked.map(stem)).size < asked.length) return null;
    await remembered(this.files, "", () => this.load());
    const terms = [];
    for (const word of asked) {
      const known = await this.wordsLike(word, exact);
      if (!known.length || known.some(({ isPlain }) => !isPlain)) return null;
      terms.push(known);
    }
    const pages = this.common(terms);
    const all = terms.flat().reduce((sum, { rows }) => sum + rows.length, 0);
    return pages.length * all < this.few ? null : this.score(terms, pages, exact);
  }

  // Returns the words of the index that begin with the stem of a word, with their pages.
  async wordsLike(word, exact) {
    const root = stem(word);
    const holds = (text) => ({ first, last }) => first <= text && text <= last;
    const ranges = [word, root].map((text) => this.ranges.find(holds(text))).filter(Boolean);
    const files = [...new Set(ranges)].map(({ name }) => this.file(name));
    return (await Promise.all(files))
      .flat()
      .filter((one) => (exact ? one.word === root : one.word.startsWith(root)))
      .map((one) => ({
        ...one,
        bonus: bonusOf(lengthOf(one.word) - root.length),
        factor: one.word.startsWith(word) || word.startsWith(one.word) ? AS_WRITTEN : 1,
      }));
  }

  // Uses the cache, however old: the name of the file changes with its content.
  file(name) {
    const url = new URL(`index/${name}.pf_index`, this.folder);
    const read = async () => readWords(await signed(await fetch(url, { cache: "force-cache" })));
    return remembered(this.files, name, read);
  }

  // Returns the numbers of the pages that have all terms. Sets the number of pages of each term.
  common(terms) {
    const counts = new Uint8Array(this.ids.length);
    terms.forEach((known, at) => {
      const seen = new Uint8Array(this.ids.length);
      for (const { rows } of known) for (const { page } of rows) seen[page] = 1;
      known.pages = 0;
      seen.forEach((is, page) => {
        known.pages += is;
        if (is && counts[page] === at) counts[page] = at + 1;
      });
    });
    const found = [];
    counts.forEach((count, page) => count === terms.length && found.push(page));
    return found;
  }

  // Scores pages: BM25 of their texts, plus the words of the query in titles and names. An exact
  // query is not ranked: a match in the text counts 1, any other the weight of its field.
  score(terms, pages, exact) {
    const { length } = this.ids;
    const texts = new Float64Array(length);
    const beside = this.fields.map(() => new Float64Array(length));
    const marks = new Map(pages.map((page) => [page, []]));
    let total = 0;
    for (const known of terms) {
      const rarity = Math.log((length - known.pages + 0.5) / (known.pages + 0.5) + 1);
      total += rarity;
      for (const { rows, bonus, factor, place } of known) {
        for (const { page, weight, fields } of rows) {
          if (!marks.has(page)) continue;
          if (weight) marks.get(page).push(place);
          const times = (weight / PLAIN) * bonus;
          texts[page] += factor * rarity * this.frequency(times, this.lengths[page]);
          for (const field of fields) beside[field][page] += rarity;
        }
      }
    }
    const scoreOf = (page) =>
      beside.reduce(
        (sum, found, field) => sum + (this.fields[field] * found[page] ** 3) / total ** 2,
        texts[page],
      );
    const exactOf = (page) =>
      marks.get(page).length
        ? 1
        : Math.max(...this.fields.filter((_, field) => beside[field][page]));
    return pages
      .map((page) => ({
        id: this.ids[page],
        score: exact ? exactOf(page) : scoreOf(page),
        words: marks.get(page),
      }))
      .sort((one, two) => two.score - one.score);
  }

  frequency(times, length) {
    const { termSaturation, pageLength, termFrequency } = this.weights;
    const most = termSaturation + 1;
    const longer = 1 - pageLength + (pageLength * length) / this.average;
    const saturated = (most * times) / (termSaturation * longer + times);
    const plain = Math.min(times / (this.average / 5), most);
    return (1 - termFrequency) * plain + termFrequency * saturated;
  }
}

// In bytes, as Pagefind counts it.
const lengthOf = (word) => new TextEncoder().encode(word).length;

// A word that is longer than the searched one counts less.
const bonusOf = (longer) => Math.exp(2 * Math.exp(-((longer + 1) ** 2) / 8) - 2);

const readWords = (data) =>
  readValue(data)[0].map(([word, list, spellings]) => {
    let page = 0;
    const rows = list.map(([distance, places, beside]) => {
      page += distance;
      return { page, weight: weigh(places), fields: [...new Set(fieldsOf(beside))] };
    });
    return { word, rows, isPlain: !spellings.length, place: markOf(word) * PLACES };
  });

// A negative number gives the weight of the places after it, less one, or their field.
const weigh = (places) => {
  let [weight, sum] = [0, 0];
  for (const place of places) {
    if (place < 0) weight = -place - 1;
    else sum += weight;
  }
  return sum;
};

const fieldsOf = (beside) => beside.filter((one) => one < 0).map((one) => -one - 1);
