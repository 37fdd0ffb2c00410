// Phrases in quotes. Where most words stand, Pagefind's index tells; the places of words like "the"
// weigh half a megabyte there, so where these stand, files of their own tell.
import { EXCERPT } from "./files.js";
import { Places } from "./places.js";
import { Runs, placeOf, readToken, writeRun } from "./runs.js";

// What only texts can tell is read in so many at the most: some thirty kilobytes.
const MOST = 25;
// A sign like "&" has a place in a text, but Pagefind passes over it in a query. Where there are
// more such pages, any word may stand in its stead.
const MOST_WITH_SIGNS = 200;
const SPACES = /[\s\u200b]+/;

export class Phrases {
  // `search` asks Pagefind, which searches for what stands in quotes as it stands.
  constructor(folder, search) {
    this.search = async (text) => (await search(`"${text}"`)).results;
    this.places = new Places(folder);
    this.runs = new Runs(folder);
  }

  async find(phrase) {
    const tokens = readTokens(phrase);
    const telling = tokens.filter(({ bucket }) => bucket !== undefined);
    const whole = () => this.search(phrase);
    if (!telling.length || telling.length === tokens.length) return whole();
    let found = await this.together(telling);
    if (!found) return whole();
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
    } else if (untold.length && !hasSign) {
      const ids = new Set(found.map(({ result }) => result.id));
      return (await whole()).filter(({ id }) => ids.has(id));
    }
    return found.map((one) => show(one, tokens.length));
  }

  // Pages on which words stand as far from each other as in a phrase, with the places where it
  // begins. Null if the index does not tell.
  async together(words) {
    let found = null;
    for (const { text, at } of words) {
      const results = await this.search(text);
      if (!results.length) return [];
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

const narrowed = (found, holdsOn) =>
  found
    .map((one) => ({ ...one, starts: one.starts.filter(holdsOn(one)) }))
    .filter(({ starts }) => starts.length);

const keep = (found, known, run, at) => {
  const wanted = writeRun(run);
  return narrowed(found, ({ page }) => (start) =>
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

const readTexts = async (found, untold) => {
  const texts = new Map();
  for (const { result } of found) texts.set(result.id, result.data());
  for (const [id, data] of texts) texts.set(id, (await data).raw_content.split(SPACES));
  return narrowed(found, ({ result: { id } }) => (start) =>
    untold.every(({ at, number, bucket }) => {
      const token = readToken(texts.get(id)[start + at] ?? "");
      return token.number === number && token.bucket === bucket;
    }));
};

// A result that shows the phrase, and below which headings it stands. Pagefind knows of one place of
// one of its words only.
const show = ({ result, starts }, length) => ({
  ...result,
  data: async () => {
    const data = await result.data();
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
  },
});

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
