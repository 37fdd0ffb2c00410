// Queries Pagefind. One query may be several searches, whose results are merged before counting.
import { withExcerpts } from "./excerpt.js";
import { readEntry, readPage, remembered, unpacked } from "./files.js";
import { exactMark, findMarks, marksOf } from "./marks.js";
import { findActors, ownPage, readNames, suggest } from "./names.js";
import { isNarrowed } from "./state.js";
import { fold } from "../fold.js";
import { contentWords, isContentWord, isForeign, readQuery } from "./text.js";

export const BASE = new URL("../../../", import.meta.url);

const RANKING = {
  pageLength: 0.4,
  termFrequency: 0.6,
  termSaturation: 1.2,
  termSimilarity: 2,
  metaWeights: { title: 6, names: 2, type: 0.1, date: 0.1 },
};

// A query with more results than this is slow in Pagefind: `Ranking` takes over later ones.
const MANY = 1000;

// With fewer results than this, pages that lack a word of the query are shown too.
const FEW = 3;

export class Engine {
  constructor(base = BASE) {
    this.base = base;
    this.weights = RANKING;
    this.table = null;
    this.ranking = null;
    this.loaded = new Map();
    this.known = new Map();
  }

  load() {
    return remembered(this.loaded, "pagefind", () => this.start());
  }

  // Names in other scripts than Latin add half to the size: only a query in one loads them.
  async loadNames(query = "") {
    const file = isForeign(query) ? "names-all.dat" : "names.dat";
    const fetched = () => fetchNames(new URL(`pagefind/${file}`, this.base));
    const names = await remembered(this.loaded, file, fetched);
    if (isForeign(query) || !this.names) this.names = names;
  }

  async start() {
    const folder = new URL("pagefind/", this.base);
    const { createInstance } = await import(new URL("pagefind.js", folder));
    this.pagefind = createInstance({
      basePath: folder.pathname,
      baseUrl: this.base.pathname,
      noWorker: true,
      ranking: this.weights,
    });
    await this.pagefind.init();
  }

  // Returns all that a list of results shows for a state; with `facets`, their counts as well.
  async run(state, { facets = false } = {}) {
    // Without a query, the table is enough.
    const asked = Boolean(state.q.trim());
    if (asked) await Promise.all([this.load(), this.loadNames(state.q)]);
    let plan = asked ? this.plan(state.q) : { everything: true, forms: [], phrases: [] };
    if (!asked || facets || isNarrowed(state) || state.sort === "date") await this.loadTable();
    let results = await this.results(plan, state);
    if (results.length < FEW && plan.units?.length > 1 && !isNarrowed(state)) {
      const whole = new Set(results.map(({ id }) => id));
      const wider = await this.relax(plan);
      const more = await this.results(wider, state);
      if (more.length > results.length) {
        plan = wider;
        const all = (result) => Number(whole.has(result.id));
        results = state.sort === "date" ? more : more.sort((one, two) => all(two) - all(one));
      }
    }
    const found = { results, plan, own: null, suggestion: plan.suggestion };
    if (this.table) Object.assign(found, this.table.narrow(results, state));
    if (plan.own && !isNarrowed(state)) found.own = plan.own;
    return found;
  }

  async loadTable() {
    const load = async () =>
      (await import("./table.js")).loadTable(new URL("pagefind/", this.base));
    this.table = await remembered(this.loaded, "table", load);
  }

  plan(query) {
    const { phrases: quoted, words } = readQuery(query);
    // "the" in quotes narrows nothing, and costs as much as a whole search.
    const phrases = quoted.filter((phrase) => isContentWord(phrase) || /\s/.test(phrase));
    const kept = contentWords(words, (word) => this.names.byName.has(fold(word)));
    if (!quoted.length && !words.length) return { forms: [], phrases, own: null };
    // Too many words begin with one or two given letters: all their files would be downloaded.
    if (!phrases.length && !kept.length) return { forms: [], phrases, own: null, short: true };
    if (phrases.length) {
      // A single phrase is the query. Several phrases, or phrases with words, narrow a query of all
      // the words.
      const alone = phrases.length === 1 && !kept.length;
      const said = phrases.flatMap((phrase) => phrase.split(/\s+/)).filter(isContentWord);
      const own = alone ? this.names.byName.get(fold(phrases[0])) : null;
      return { forms: alone ? [] : [[...said, ...kept].join(" ")], phrases, own };
    }
    const units = this.units(words, kept);
    return {
      forms: forms(units),
      units,
      dropped: [],
      phrases,
      own: ownPage(words, this.names),
      suggestion: suggest(words, this.names),
    };
  }

  // Splits a query into actors and other words. Names are found before articles are dropped: "Union
  // of the Comoros" is a name.
  units(words, kept) {
    const units = [];
    let at = 0;
    const plain = (until) => {
      for (const word of words.slice(at, until)) if (kept.includes(word)) units.push({ word });
    };
    for (const { actor, at: start, length } of findActors(words, this.names)) {
      plain(start);
      units.push({ actor, word: words.slice(start, start + length).join(" ") });
      at = start + length;
    }
    plain(words.length);
    return units;
  }

  // Drops words if (almost) no page has all of them: first the words that no page has, then the most
  // frequent one, which says least. Names of actors say most and are dropped last.
  async relax(plan) {
    const count = async (units) =>
      (await this.results({ forms: forms(units), phrases: [] }, { sort: "" })).length;
    const alone = new Map();
    for (const unit of plan.units) alone.set(unit, await count([unit]));
    const worth = (unit) => (alone.get(unit) ? (unit.actor ? 2e9 : 1e9) - alone.get(unit) : 0);
    const order = [...plan.units].sort((one, two) => worth(one) - worth(two));
    let { units } = plan;
    const dropped = [];
    for (const unit of order.slice(0, -1)) {
      units = units.filter((one) => one !== unit);
      dropped.push(unit.word);
      if ((await count(units)) >= FEW) break;
    }
    return { ...plan, forms: forms(units), units, dropped };
  }

  // Pagefind's index has no symbols like "$", but its script leaves them in a query.
  async ask(text) {
    const plain = text.replace(/\p{S}/gu, "");
    try {
      const ranked = await this.rank(plain);
      if (ranked) return ranked;
      const found = await this.pagefind.search(plain);
      // The results need not wait for this; a failed download is tried again next time.
      if (found.results.length > MANY) this.loadRanking().catch(() => {});
      return found;
    } catch (error) {
      // Pagefind reports only now that its files could not be loaded.
      this.loaded.delete("pagefind");
      this.loaded.delete("ranking");
      this.ranking = null;
      throw error;
    }
  }

  async loadRanking() {
    this.ranking = await remembered(this.loaded, "ranking", async () => {
      const { Ranking } = await import("./ranking.js");
      const folder = new URL("pagefind/", this.base);
      return new Ranking(folder, await readEntry(folder), this.weights);
    });
  }

  // Returns what Pagefind would find if that takes Pagefind long; else null.
  async rank(text) {
    if (!this.ranking) return null;
    await this.pagefind.preload(text);
    const [, word] = /^"([^"\s]+)"$/.exec(text) ?? [];
    const results = await this.ranking.find(word ?? text, Boolean(word));
    return results && { results };
  }

  async findPhrase(phrase) {
    const load = async () => {
      const { Phrases } = await import("./phrases.js");
      return new Phrases(
        new URL("pagefind/", this.base),
        (text) => this.ask(text),
        (id) => this.page(id),
      );
    };
    return (await remembered(this.loaded, "phrases", load)).find(phrase);
  }

  page(id) {
    return remembered(this.loaded, `page ${id}`, () => readPage(id, this.base));
  }

  // Returns a page with excerpts around the phrase that found it, or else around its words.
  // Pagefind's own excerpts need the places of words, which its index lacks.
  async show(result, forms = []) {
    const page = await this.page(result.id);
    return withExcerpts(page, spotsOf(page.words, result, exactly(marksOf(result), forms), this.known));
  }

  async results({ everything, forms, phrases }, state) {
    const byDate = (one, two) => this.table?.compare(one, two) ?? 0;
    if (everything) return this.table.all().sort(byDate);
    const best = new Map();
    for (const form of forms) {
      const { results } = await this.ask(form);
      for (const result of results) {
        const known = best.get(result.id);
        if (!known || known.score < result.score) best.set(result.id, result);
      }
    }
    for (const [at, phrase] of phrases.entries()) {
      const results = await this.findPhrase(phrase);
      const found = new Map(results.map((result) => [result.id, result]));
      if (!at && !forms.length) found.forEach((result, id) => best.set(id, result));
      else {
        for (const [id, result] of best) {
          const { phrases: others = [] } = result;
          if (found.has(id)) best.set(id, { ...result, phrases: [...others, found.get(id)] });
          else best.delete(id);
        }
      }
    }
    const byScore = (one, two) => two.score - one.score;
    const order =
      state.sort === "date"
        ? (one, two) => byDate(one, two) || byScore(one, two)
        : (one, two) => byScore(one, two) || byDate(one, two);
    return [...best.values()].sort(order);
  }
}

// The marks of exactly the words of the query: "UN" also finds "until", which is not highlighted if
// the page has "UN".
const exactly = (marks, forms) => {
  const wanted = forms.map((form) => form.split(" ").map(exactMark));
  const found = wanted.filter((all) => all.every((mark) => marks.has(mark))).flat();
  return found.length ? new Set(found) : marks;
};

// Phrases are highlighted as a whole, and their words nowhere else.
const spotsOf = (words, result, marks, known) => {
  const { phrases = [result] } = result;
  const told = phrases.flatMap(({ spotsIn }, number) =>
    (spotsIn?.(words) ?? []).map((spot) => ({ ...spot, mark: -1 - number })));
  if (!marks.size) return told;
  const found = findMarks(words, marks, known);
  const within = new Set(told.flatMap(({ at, length }) => found.slice(at, at + length)));
  const others = found
    .map((mark, at) => ({ mark, at, length: 1 }))
    .filter(({ mark }) => mark !== null && !within.has(mark));
  return [...told, ...others].sort((one, two) => one.at - two.at);
};

// The strings to search for: with the names that lists of actors in briefs use, and with acronyms or
// as typed.
const forms = (units) => {
  const write = (nameOf) =>
    contentWords(units.map(nameOf).join(" ").split(/[\s,()]+/), () => true).join(" ");
  const canonical = write(({ actor, word }) => actor?.name ?? word);
  const other = write(({ actor, word }) => actor?.acronym || word);
  return canonical.toLowerCase() === other.toLowerCase() ? [canonical] : [canonical, other];
};

const fetchNames = async (url) => {
  const stream = await unpacked(await fetch(url));
  return readNames(await new Response(stream).json());
};
