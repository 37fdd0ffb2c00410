// Phrases in quotes. Where most words stand, Pagefind's index tells; the places of words like "the"
// weigh half a megabyte there, so where these stand, files of their own tell.
import { SPACES, readEntry, remembered } from "./files.js";
import { stands } from "./names.js";
import { Neighbours, formOf, isForm } from "./neighbours.js";
import { Places, isInText } from "./places.js";
import { Runs, placeOf, readToken, writeRun } from "./runs.js";
import { Sequences } from "./sequences.js";

// What only texts can tell is read in so many at the most: some thirty kilobytes.
const MOST = 25;
// A sign like "&" has a place in a text, but Pagefind passes over it in a query. Where there are
// more such pages, any word may stand in its stead.
const MOST_WITH_SIGNS = 200;
// So many function words one after the other are kept together.
const WHOLE = 3;
// A phrase in a title counts as often as so many in a text.
const TITLE = 5;

export class Phrases {
  // `search` asks Pagefind, which searches for what stands in quotes as it stands; `read` reads a page;
  // `isInName` says whether a phrase stands in the name of an actor.
  constructor(folder, search, read, isInName) {
    this.read = read;
    this.isInName = isInName;
    const asked = new Map();
    this.search = async (text) =>
      (await remembered(asked, text, () => search(`"${text}"`))).results;
    // Both are of one index, though another one may be published meanwhile.
    const files = new Map();
    const entry = () => remembered(files, "entry", () => readEntry(folder));
    this.places = new Places(folder, entry);
    this.runs = new Runs(folder, entry);
    this.sequences = new Sequences(folder, entry);
    this.neighbours = new Neighbours(folder, entry);
  }

  // Results as Pagefind has them, with where in their text the phrase begins, and its length.
  async find(phrase) {
    const tokens = readTokens(phrase);
    if (tokens.length === 1) return this.search(phrase);
    if (tokens.every(({ number }) => number !== undefined)) return this.ofFunctionWords(tokens);
    const telling = tokens.some(isTelling) ? tokens.filter(isTelling) : tokens;
    const pairs = pairsOf(tokens, telling);
    const known = await Promise.all(pairs.map((pair) => this.neighbours.of(pair)));
    await this.places.ready();
    const { length } = tokens;
    if (known.length === 1 && pairs[0].tokens.length === length) return this.asPair(known[0], tokens);
    let found = await (known.length ? this.sideBySide(known, pairs) : this.together(telling));
    if (!found) return this.onPages(telling, await this.search(telling[0].text));
    const told = new Set(known.length ? pairs.flatMap((pair) => pair.tokens) : telling);
    if (told.size < length) {
      // One word alone does not tell a name from another with the same word.
      const mayBeName = telling.length > 1 && this.isInName(phrase);
      if (!mayBeName) found = narrowed(found, () => isInText);
      found = await this.withOthers(found, tokens, told);
      if (mayBeName) found = await this.withNames(found, phrase);
    }
    const score = (start) => (this.places.isInTitle(start) ? TITLE : 1);
    return found.map(({ result, starts }) => ({
      id: result.id,
      score: starts.reduce((sum, start) => sum + score(start), 0),
      spotsIn: () => starts.filter(isInText).map((at) => ({ at, length, mark: 0 })),
    }));
  }

  // A phrase of two words and what is between them.
  asPair({ pages }, tokens) {
    return [...pages].map(([page, entries]) => this.resultOf(page, tokens, entries.length));
  }

  // Pages on which all neighbours of a phrase stand one after the other.
  async sideBySide(known, pairs) {
    const [first, ...others] = known;
    const isOnAll = (page) => others.every(({ pages }) => pages.has(page));
    const left = [...first.pages.keys()].filter(isOnAll);
    const places = await Promise.all(left.length ? known.map((one) => one.places()) : []);
    const startsOn = (page, { pages }, at) =>
      new Set(pages.get(page).map((entry) => places[at][entry] - pairs[at].tokens[0].at));
    return left
      .map((page) => {
        const [starts, ...all] = known.map((one, at) => startsOn(page, one, at));
        const isIt = (start) => all.every((some) => some.has(start));
        return { result: { id: this.places.ids[page] }, page, starts: [...starts].filter(isIt) };
      })
      .filter(({ starts }) => starts.length);
  }

  // A result of which only its text tells where the phrase stands.
  resultOf(page, tokens, score) {
    const { length } = tokens;
    const spotsIn = (words) => startsIn(words, tokens).map((at) => ({ at, length, mark: 0 }));
    return { id: this.places.ids[page], score, spotsIn };
  }

  // A phrase of function words alone, which is on very many pages, or in few texts.
  async ofFunctionWords(tokens) {
    await this.places.ready();
    const pages = await this.sequences.pagesOf(tokens);
    const found = pages.map((page) => this.resultOf(page, tokens, 1));
    if (tokens.length <= WHOLE || found.length > MOST) return found;
    const isThere = async ({ id, spotsIn }) => spotsIn((await this.read(id)).words).length > 0;
    const are = await Promise.all(found.map(isThere));
    return found.filter((_, at) => are[at]);
  }

  // Where the other tokens of a phrase stand as well: function words and signs.
  async withOthers(found, tokens, already) {
    const runs = runsOf(tokens).filter(({ run }) => !already.has(run[0]));
    let left = found;
    for (const one of runs) {
      if (left.length) left = keep(left, await this.runs.of(one.word.bucket, one.kind), one);
    }
    // Between signs like "&" nothing is kept of where function words stand.
    const told = new Set([...already, ...runs.flatMap(({ run }) => run)]);
    const untold = tokens.filter((token) => !told.has(token));
    const hasSign = untold.some(isSign);
    if (untold.length && left.length <= (hasSign ? MOST_WITH_SIGNS : MOST)) {
      return this.withTexts(left, untold);
    }
    return hasSign ? left : this.together(untold, left);
  }

  // Pages on which words stand as far from each other as in a phrase, with the places where it
  // begins; of those found already, if there are such. A word of which nobody tells where it stands
  // may stand anywhere on its pages; null if that holds of all.
  async together(words, already = null) {
    let found = already;
    const anywhere = [];
    for (const word of words) {
      const { text, at } = word;
      const results = await this.search(text);
      const places = await this.places.of(text, results);
      if (!places) {
        anywhere.push(word);
      } else if (found) {
        found = narrowed(found, ({ page }) => {
          const starts = new Set((places.get(page) ?? []).map((place) => place - at));
          return (start) => starts.has(start);
        });
      } else {
        found = results.map((result) => {
          const page = this.places.numbers.get(result.id);
          return { result, page, starts: places.get(page).map((place) => place - at) };
        });
      }
    }
    return found && this.onPages(anywhere, found, ({ result }) => result);
  }

  // Those of some results whose pages have all of some words.
  async onPages(words, found, resultOf = (result) => result) {
    let left = found;
    for (const { text } of words) {
      const ids = new Set((await this.search(text)).map(({ id }) => id));
      left = left.filter((one) => ids.has(resultOf(one).id));
    }
    return left;
  }

  async withTexts(found, untold) {
    const read = async ({ result: { id } }) => [id, (await this.read(id)).words];
    const texts = new Map(await Promise.all(found.map(read)));
    return inTexts(found, ({ result: { id } }) => (start) =>
      untold.every(({ at, number, bucket }) => {
        const token = readToken(texts.get(id)[start + at] ?? "");
        return token.number === number && token.bucket === bucket;
      }));
  }

  // Function words of names are only in what results show. Where that is too much to read, words in
  // the right distance are taken for the name.
  async withNames(found, phrase) {
    const doubtful = found.filter(({ starts }) => !starts.some(isInText));
    if (doubtful.length > MOST) return found;
    const wrong = new Set();
    const read = async (one) => {
      const { meta } = await this.read(one.result.id);
      if (!stands(phrase, meta.names) && !stands(phrase, meta.title)) wrong.add(one);
    };
    await Promise.all(doubtful.map(read));
    return found.filter((one) => !wrong.has(one));
  }
}

// The words of a phrase, and the signs between them.
const readTokens = (phrase) => {
  const tokens = phrase.split(SPACES).map(readToken);
  const isWord = (token) => !isSign(token);
  return tokens
    .slice(tokens.findIndex(isWord), tokens.findLastIndex(isWord) + 1)
    .map((token, at) => ({ at, form: isTelling(token) ? formOf(token.text) : undefined, ...token }));
};

// Each two telling words of a phrase with what is between them; none if the files of neighbours
// cannot have all of these words.
const pairsOf = (tokens, telling) =>
  telling.some(({ form }) => form === undefined)
    ? []
    : telling.slice(1).map((to, at) => {
        const from = telling[at];
        const part = tokens.slice(from.at, to.at + 1);
        return { from, to, between: part.slice(1, -1), tokens: part };
      });

const isTelling = ({ bucket }) => bucket !== undefined;

const isSign = ({ number, bucket }) => number === undefined && bucket === undefined;

// Where something holds of a text. In names, no function word is looked for.
const inTexts = (found, holdsOn) =>
  narrowed(found, (one) => {
    const holds = holdsOn(one);
    return (start) => !isInText(start) || holds(start);
  });

const narrowed = (found, holdsOn) =>
  found
    .map((one) => ({ ...one, starts: one.starts.filter(holdsOn(one)) }))
    .filter(({ starts }) => starts.length);

// Where tokens stand in a text.
const startsIn = (words, tokens) => {
  const read = words.map(readToken);
  const isIt = ({ form, number, bucket }, there) =>
    form !== undefined
      ? there.bucket !== undefined && isForm(there.text, form)
      : there.number === number && there.bucket === bucket;
  const stands = (at) => tokens.every((token, next) => isIt(token, read[at + next]));
  return read
    .slice(0, read.length - tokens.length + 1)
    .flatMap((_, at) => (stands(at) ? [at] : []));
};

// A run before a word is the end of what stands there, one after it the beginning: a phrase may
// begin or end within it.
const keep = (found, known, { run, word, kind }) => {
  const wanted = writeRun(run);
  return inTexts(found, ({ page }) => (start) => {
    const there = known.get(placeOf(page, start + word.at));
    return kind === "before" ? there?.endsWith(wanted) : there?.startsWith(wanted);
  });
};

// Each run of function words, and the word that follows or, where none does, the word before.
const runsOf = (tokens) => {
  const found = [];
  const isWord = (token) => token?.bucket !== undefined;
  for (let from = 0; from < tokens.length; from += 1) {
    let to = from;
    while (tokens[to]?.number !== undefined) to += 1;
    const run = tokens.slice(from, to);
    const [word, next] = [tokens[from - 1], tokens[to]];
    if (run.length && isWord(next)) found.push({ run, word: next, kind: "before" });
    else if (run.length && isWord(word)) found.push({ run, word, kind: "after" });
    from = to;
  }
  return found;
};
