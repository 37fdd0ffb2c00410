// Phrases in quotes. Where most words stand, Pagefind's index tells; the places of words like "the"
// weigh half a megabyte there, so where these stand, files of their own tell.
import { EXCERPT, readEntry, remembered } from "./files.js";
import { stands } from "./names.js";
import { Places, isInText } from "./places.js";
import { Runs, placeOf, readToken, writeRun } from "./runs.js";

// What only texts can tell is read in so many at the most: some thirty kilobytes.
const MOST = 25;
// A sign like "&" has a place in a text, but Pagefind passes over it in a query. Where there are
// more such pages, any word may stand in its stead.
const MOST_WITH_SIGNS = 200;
// A phrase in a title counts as often as so many in a text.
const TITLE = 5;
const SPACES = /[\s\u200b]+/;

export class Phrases {
  // `search` asks Pagefind, which searches for what stands in quotes as it stands; `isInName` says
  // whether a phrase stands in the name of an actor.
  constructor(folder, search, isInName) {
    this.isInName = isInName;
    const asked = new Map();
    this.search = async (text) =>
      (await remembered(asked, text, () => search(`"${text}"`))).results;
    // Both are of one index, though another one may be published meanwhile.
    const files = new Map();
    const entry = () => remembered(files, "entry", () => readEntry(folder));
    this.places = new Places(folder, entry);
    this.runs = new Runs(folder, entry);
  }

  async find(phrase) {
    const tokens = readTokens(phrase);
    if (tokens.length === 1) return this.search(phrase);
    const isTelling = ({ bucket }) => bucket !== undefined;
    const telling = tokens.some(isTelling) ? tokens.filter(isTelling) : tokens;
    let found = await this.together(telling);
    if (!found) return this.search(phrase);
    // One word alone does not tell a name from another with the same word.
    const mayBeName = telling.length > 1 && this.isInName(phrase);
    if (telling.length < tokens.length && !mayBeName) found = narrowed(found, () => isInText);
    const runs = runsBefore(tokens);
    for (const { run, next } of runs) {
      if (found.length) found = keep(found, await this.runs.of(next.bucket), run, next.at);
    }
    // Before a sign like "&", and at the end, nothing is kept of where function words stand.
    const told = new Set([...telling, ...runs.flatMap(({ run }) => run)]);
    const untold = tokens.filter((token) => !told.has(token));
    const hasSign = untold.some(isSign);
    if (untold.length && found.length <= (hasSign ? MOST_WITH_SIGNS : MOST)) {
      found = await readTexts(found, untold);
    } else if (!hasSign) {
      found = (await this.together(untold, found)) ?? found;
    }
    if (telling.length < tokens.length && mayBeName) found = await readNames(found, phrase);
    const score = (start) => (this.places.isInTitle(start) ? TITLE : 1);
    return found.map(({ result, starts }) => ({
      ...result,
      score: starts.reduce((sum, start) => sum + score(start), 0),
      data: async () => show(await result.data(), starts.filter(isInText), tokens.length),
    }));
  }

  // Pages on which words stand as far from each other as in a phrase, with the places where it
  // begins; of those found already, if there are such. Null if the index does not tell.
  async together(words, already = null) {
    let found = already;
    for (const { text, at } of words) {
      const results = await this.search(text);
      const places = await this.places.of(text, results);
      if (!places) return null;
      const startsOn = (page) => (places.get(page) ?? []).map((place) => place - at);
      if (found) {
        found = narrowed(found, ({ page }) => {
          const starts = new Set(startsOn(page));
          return (start) => starts.has(start);
        });
      } else {
        found = results.map((result) => {
          const page = this.places.numbers.get(result.id);
          return { result, page, starts: startsOn(page) };
        });
      }
    }
    return found;
  }
}

// The words of a phrase, and the signs between them.
const readTokens = (phrase) => {
  const tokens = phrase.split(SPACES).map(readToken);
  const isWord = (token) => !isSign(token);
  return tokens
    .slice(tokens.findIndex(isWord), tokens.findLastIndex(isWord) + 1)
    .map((token, at) => ({ at, ...token }));
};

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

const keep = (found, known, run, at) => {
  const wanted = writeRun(run);
  return inTexts(found, ({ page }) => (start) =>
    known.get(placeOf(page, start + at))?.endsWith(wanted));
};

// Each run of function words, and the word that follows.
const runsBefore = (tokens) => {
  const found = [];
  let run = [];
  for (const token of tokens) {
    if (token.number !== undefined) run.push(token);
    else {
      if (run.length && token.bucket !== undefined) found.push({ run, next: token });
      run = [];
    }
  }
  return found;
};

// Function words of names are only in what results show. Where that is too much to read, words in
// the right distance are taken for the name.
const readNames = async (found, phrase) => {
  const doubtful = found.filter(({ starts }) => !starts.some(isInText));
  if (doubtful.length > MOST) return found;
  const wrong = new Set();
  const read = async (one) => {
    const { meta } = await one.result.data();
    if (!stands(phrase, meta.names) && !stands(phrase, meta.title)) wrong.add(one);
  };
  await Promise.all(doubtful.map(read));
  return found.filter((one) => !wrong.has(one));
};

const readTexts = async (found, untold) => {
  const read = async ({ result }) => [result.id, (await result.data()).raw_content.split(SPACES)];
  const texts = new Map(await Promise.all(found.map(read)));
  return inTexts(found, ({ result: { id } }) => (start) =>
    untold.every(({ at, number, bucket }) => {
      const token = readToken(texts.get(id)[start + at] ?? "");
      return token.number === number && token.bucket === bucket;
    }));
};

// What a result shows: the phrase, and below which headings it stands. Pagefind knows of one place
// of one of its words only.
const show = (data, starts, length) => {
  if (!starts.length) return data;
  const words = data.raw_content.split(SPACES);
  const headings = headingsOf(data.anchors);
  const parts = new Map();
  for (const start of [...starts].sort((one, two) => one - two)) {
    const at = headings.findLastIndex(({ location }) => location <= start);
    if (at >= 0 && !parts.has(headings[at])) {
      const [from, to] = [headings[at].location, headings[at + 1]?.location];
      parts.set(headings[at], cut(words.slice(0, to), start, length, from));
    }
  }
  return {
    ...data,
    excerpt: cut(words, Math.min(...starts), length),
    sub_results: [...parts].map(([heading, excerpt]) => {
      const url = new URL(data.url, window.location);
      url.hash = heading.id;
      return { title: heading.text, url: url.pathname + url.hash, excerpt };
    }),
  };
};

const headingsOf = (anchors) =>
  anchors
    .filter(({ element, text }) => /^h\d$/i.test(element) && text?.trim())
    .sort((one, two) => one.location - two.location);

const cut = (words, start, length, least = 0) => {
  const first = Math.max(least, start - Math.floor(Math.max(0, EXCERPT - length) / 2));
  const text = (from, to) => words.slice(from, to).join(" ");
  const end = start + length;
  const parts = [text(first, start), `<mark>${text(start, end)}</mark>`, text(end, first + EXCERPT)];
  return parts.filter(Boolean).join(" ");
};
