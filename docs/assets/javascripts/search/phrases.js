// Phrases in quotes: by which words stand side by side, and by which runs of function words stand
// beside a word. Pagefind's index has no places of words.
import { fetchMeta, readEntry, remembered } from "./files.js";
import { stands } from "./names.js";
import { Neighbours, fieldOf, isInText, pairsOf } from "./neighbours.js";
import { Runs, partsOf, placeOf, writeRun } from "./runs.js";
import { Sequences } from "./sequences.js";
import { Words, isSign, isTelling, readTokens } from "./words.js";

// What only texts can tell is read in so many at the most: some thirty kilobytes.
const MOST = 25;
// Where something stands beside a sign like "&", only texts can tell. Where there are more such
// pages, any word may stand in its stead.
const MOST_WITH_SIGNS = 200;
// So many function words one after the other are kept together.
const WHOLE = 3;
// A phrase in a title counts as often as so many in a text.
const TITLE = 5;

export class Phrases {
  // `search` asks Pagefind, which searches for what stands in quotes as it stands; `read` reads a page;
  // `isInName` says whether a phrase stands in the name of an actor.
  constructor(folder, search, read, isInName) {
    this.folder = folder;
    this.read = read;
    this.isInName = isInName;
    this.search = async (text) => (await search(`"${text}"`)).results;
    // All are of one index, though another one may be published meanwhile.
    this.loaded = new Map();
    const entry = () => remembered(this.loaded, "entry", () => readEntry(folder));
    this.entry = entry;
    this.neighbours = new Neighbours(folder, entry);
    this.runs = new Runs(folder, entry);
    this.sequences = new Sequences(folder, entry);
    this.words = new Words();
  }

  // Results as Pagefind has them, with where in their text the phrase begins, and its length.
  async find(phrase) {
    const tokens = readTokens(phrase);
    if (tokens.length === 1) return this.search(phrase);
    this.meta = await remembered(this.loaded, "meta", async () =>
      fetchMeta(await this.entry(), this.folder));
    const telling = tokens.filter(isTelling);
    if (!telling.length) return this.ofFunctionWords(tokens);
    const pairs = pairsOf(tokens, telling);
    const known = await Promise.all(pairs.map((pair) => this.neighbours.of(pair)));
    const told = new Set(pairs.length ? pairs.flatMap((pair) => pair.tokens) : telling);
    const isWhole = told.size === tokens.length;
    if (isWhole && pairs.length === 1) {
      return this.results([...known[0].pages].map(([page, { length }]) => ({ page, length })), tokens);
    }
    let found = pairs.length ? await this.sideBySide(known, pairs) : null;
    if (!isWhole) {
      // Function words of names are only in what results show. One word alone does not tell a name
      // from another with the same word.
      const mayBeName = pairs.length && this.isInName(phrase);
      if (found && !mayBeName) found = narrowed(found, () => isInText);
      found = await this.withOthers(found, tokens, told);
      if (mayBeName) found = await this.withNames(found, phrase);
    }
    return this.results(found, tokens);
  }

  // `found`: numbers of pages with where the phrase starts, or how often it is there (`length`).
  results(found, tokens) {
    const title = this.meta.fields.indexOf("title");
    const worth = (start) => (fieldOf(start) === title ? TITLE : 1);
    const { length } = tokens;
    return found.map(({ page, starts, length: times = 1 }) => ({
      id: this.meta.ids[page],
      score: starts ? starts.reduce((sum, start) => sum + worth(start), 0) : times,
      spotsIn: (words) =>
        (starts?.filter(isInText) ?? this.words.startsIn(words, tokens)).map((at) => ({
          at,
          length,
          mark: 0,
        })),
    }));
  }

  // A phrase without telling words, which is on very many pages, or in few texts.
  async ofFunctionWords(tokens) {
    const run = longestRun(tokens);
    const pages =
      run.length > 1 ? await this.sequences.pagesOf(run) : await this.pagesWith(run[0]);
    const found = pages.map((page) => ({ page }));
    const isWhole = run.length === tokens.length;
    if (isWhole && run.length <= WHOLE) return this.results(found, tokens);
    return this.results(await this.inTexts(found, tokens, isWhole ? MOST : MOST_WITH_SIGNS), tokens);
  }

  // Pages on which all neighbours of a phrase stand one after the other.
  async sideBySide(known, pairs) {
    const [first, ...others] = known;
    const isOnAll = (page) => others.every(({ pages }) => pages.has(page));
    const left = [...first.pages.keys()].filter(isOnAll);
    const places = await Promise.all(left.length ? known.map((one) => one.places()) : []);
    const startsOn = (page, { pages }, at) =>
      new Set(pages.get(page).map((entry) => places[at](entry) - pairs[at].at));
    return left
      .map((page) => {
        const [starts, ...all] = known.map((one, at) => startsOn(page, one, at));
        const isIt = (start) => all.every((some) => some.has(start));
        return { page, starts: [...starts].filter(isIt) };
      })
      .filter(({ starts }) => starts.length);
  }

  // Where the function words and signs before and after stand as well. `found` is null for a single
  // word, which may stand anywhere.
  async withOthers(found, tokens, told) {
    const runs = runsOf(tokens).filter(({ run }) => !told.has(run[0]));
    let left = found;
    for (const one of runs) {
      if (left && !left.length) break;
      const known = await this.runs.of(one.word.form, one.kind);
      left = left ? keep(left, known, one) : begin(known, one);
    }
    left ??= (await this.pagesWith(tokens.find(isTelling))).map((page) => ({ page }));
    const all = told.size + runs.reduce((sum, { run }) => sum + run.length, 0);
    return all < tokens.length ? this.inTexts(left, tokens, MOST_WITH_SIGNS) : left;
  }

  async pagesWith({ text }) {
    const ids = new Set((await this.search(text)).map(({ id }) => id));
    return this.meta.ids.flatMap((id, page) => (ids.has(id) ? [page] : []));
  }

  // Those of some pages whose texts have a phrase; all, if they are too many to read.
  async inTexts(found, tokens, most) {
    if (found.length > most) return found;
    const checked = found.map(async ({ page, starts = [] }) => {
      const { words } = await this.read(this.meta.ids[page]);
      const beside = starts.filter((start) => !isInText(start));
      return { page, starts: [...this.words.startsIn(words, tokens), ...beside] };
    });
    return (await Promise.all(checked)).filter(({ starts }) => starts.length);
  }

  // Where that is too much to read, words in the right distance are taken for the name.
  async withNames(found, phrase) {
    const doubtful = found.filter(({ starts }) => !starts.some(isInText));
    if (doubtful.length > MOST) return found;
    const wrong = new Set();
    const read = async (one) => {
      const { meta } = await this.read(this.meta.ids[one.page]);
      if (!stands(phrase, meta.names) && !stands(phrase, meta.title)) wrong.add(one);
    };
    await Promise.all(doubtful.map(read));
    return found.filter((one) => !wrong.has(one));
  }
}

const narrowed = (found, holdsOn) =>
  found
    .map((one) => ({ ...one, starts: one.starts.filter(holdsOn(one)) }))
    .filter(({ starts }) => starts.length);

// A run before a word is the end of what stands there, one after it the beginning: a phrase may
// begin or end within it.
const isRun = ({ run, kind }) => {
  const wanted = writeRun(run);
  return (there) => (kind === "before" ? there?.endsWith(wanted) : there?.startsWith(wanted));
};

// Those of some places that have a run as well; in names, none is looked for.
const keep = (found, known, one) => {
  const isIt = isRun(one);
  return narrowed(found, ({ page }) => (start) =>
    !isInText(start) || isIt(known.get(placeOf(page, start + one.word.at))));
};

// All places that have a run.
const begin = (known, one) => {
  const isIt = isRun(one);
  const found = new Map();
  for (const [place, there] of known) {
    if (!isIt(there)) continue;
    const [page, at] = partsOf(place);
    if (!found.has(page)) found.set(page, { page, starts: [] });
    found.get(page).starts.push(at - one.word.at);
  }
  return [...found.values()];
};

// Each run of function words, and the word that follows or, where none does, the word before.
const runsOf = (tokens) => {
  const found = [];
  for (let from = 0; from < tokens.length; from += 1) {
    let to = from;
    while (tokens[to]?.number !== undefined) to += 1;
    const run = tokens.slice(from, to);
    const [word, next] = [tokens[from - 1], tokens[to]];
    if (run.length && next && isTelling(next)) found.push({ run, word: next, kind: "before" });
    else if (run.length && word && isTelling(word)) found.push({ run, word, kind: "after" });
    from = to;
  }
  return found;
};

const longestRun = (tokens) => {
  let best = [];
  let run = [];
  for (const token of tokens) {
    run = isSign(token) ? [] : [...run, token];
    if (run.length > best.length) best = run;
  }
  return best;
};
