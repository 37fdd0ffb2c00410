// Answers queries with Pagefind, by its documented functions: searches, filters, merged indexes. One
// query may be several searches, whose results are combined as sets before anything is counted.
import { excerptsOf } from "./excerpt.js";
import { spell } from "../letters.js";

const RANKING = {
  pageLength: 0.4,
  termFrequency: 0.6,
  termSaturation: 1.2,
  termSimilarity: 2,
  metaWeights: { title: 6, names: 2, type: 0.1, date: 0.1, letters: 1, every: 0 },
};

// The word that every document has; see `documents.py`.
const EVERY = "龥龥";

// Pages of actors are few, and so each word is rare among them. A query for one finds it anyway.
const PAGES_WEIGHT = 0.6;

// A brief that lists an actor of the query is about it more than one that names it in passing.
const LISTED = 4;

// With fewer results than this, results with only some of the words follow them.
const FEW = 10;
const MOST_LOOSE = 20;

export class PagefindEngine {
  constructor(table, base) {
    this.table = table;
    this.base = base;
    this.known = new Map();
  }

  // Shards are merged, and a filter of each tells which one is asked: in each, a search for the word
  // that all documents have, by the unique key, returns them in the order of the table.
  async start() {
    const folders = this.table.shards.map(([folder]) => new URL(folder, this.base));
    if (!folders.length) return;
    this.pagefind = await import(new URL("pagefind.js", folders[0]));
    try {
      await this.merge(folders);
    } catch (error) {
      await this.pagefind.destroy();
      throw error;
    }
  }

  async merge(folders) {
    const options = (at) => ({
      baseUrl: this.base.pathname,
      ranking: RANKING,
      indexWeight: at ? 1 : PAGES_WEIGHT,
      mergeFilter: { shard: String(at) },
    });
    await this.pagefind.options({ basePath: folders[0].pathname, ...options(0) });
    await this.pagefind.init();
    // Fails if the first shard cannot be loaded: others would wait for it forever.
    await this.pagefind.filters();
    const merge = ({ pathname }, at) => this.pagefind.mergeIndex(pathname, options(at + 1));
    await Promise.all(folders.slice(1).map(merge));
    const list = async ([, size], at) => {
      const order = { sort: { address: "asc" }, filters: { shard: String(at) } };
      const { results } = await this.pagefind.search(`"${EVERY}"`, order);
      if (results.length !== size) throw new Error("the table belongs to another index");
      return results;
    };
    this.results = (await Promise.all(this.table.shards.map(list))).flat();
    this.rowsOf = Map.groupBy(this.results.keys(), (row) => this.results[row].id);
  }

  // Ids are short: two shards of thousands of documents may have one in common. Addresses tell then.
  async rowOf(result) {
    const rows = this.rowsOf.get(result.id);
    if (rows.length === 1) return rows[0];
    const { url } = await result.data();
    const urls = await Promise.all(rows.map(async (row) => (await this.results[row].data()).url));
    return rows[urls.indexOf(url)];
  }

  // Returns row → result of one search of Pagefind; a text in quotes is found as it is.
  ask(text) {
    if (!this.known.has(text)) {
      const read = async ({ results }) =>
        new Map(await Promise.all(results.map(async (one) => [await this.rowOf(one), one])));
      this.known.set(text, this.pagefind.search(text).then(read));
      this.known.get(text).catch(() => this.known.delete(text));
    }
    return this.known.get(text);
  }

  // Returns the rows that have a unit, and the results in which its words are marked.
  async find(unit) {
    const { actor, phrase, typed, text, open } = unit;
    if (actor) {
      const hits = await this.ask(`"${formOf(unit)}"`);
      const rows = this.table.about(actor);
      for (const row of hits.keys()) if (!this.table.isBrief(row)) rows.add(row);
      return { unit, rows, hits: [hits] };
    }
    if (phrase) {
      const forms = [...new Set([phrase, typed ?? phrase].map((one) => one.toLowerCase()))];
      const hits = await Promise.all(forms.map((form) => this.ask(`"${form}"`)));
      return { unit, rows: new Set(hits.flatMap((one) => [...one.keys()])), hits };
    }
    const hits = await this.ask(`"${text}"`);
    const isOpen = open && ![...hits.keys()].some((row) => this.table.isBrief(row));
    return { unit, rows: new Set(hits.keys()), hits: [hits], isOpen };
  }

  async search(plan, state) {
    const found = await Promise.all(plan.groups.map((group) => Promise.all(group.map((one) => this.find(one)))));
    const excluded = await Promise.all(plan.excluded.map((unit) => this.find(unit)));
    let rows = this.results ? this.table.all() : new Set();
    for (const group of found) {
      rows = new Set([...rows].filter((row) => group.some((one) => one.rows.has(row))));
    }
    const isOut = (row) => excluded.some((one) => one.rows.has(row));
    const kept = [...rows].filter((row) => !isOut(row));
    const narrowed = this.table.narrow(kept, state);
    const units = found.flat();
    const { scores, ranked } = await this.rank(units);
    const byScore = (one, two) => (scores.get(two) ?? 0) - (scores.get(one) ?? 0);
    const byDate = (one, two) => this.table.compare(one, two);
    const order = state.sort === "date" || !units.length
      ? (one, two) => byDate(one, two) || byScore(one, two)
      : (one, two) => byScore(one, two) || byDate(one, two);
    const inOrder = narrowed.rows.sort(order);
    const total = inOrder.filter((row) => this.table.isBrief(row)).length;
    const loose = units.length && total < FEW
      ? await this.findLoose(units, ranked, (row) => !rows.has(row) && !isOut(row), state)
      : [];
    return {
      ...narrowed,
      ids: inOrder,
      total,
      others: inOrder.length - total,
      loose: loose.map(({ row, words }) => ({ id: row, words })),
      units,
      ranked,
    };
  }

  // Returns row → score: Pagefind's of all words together, and more where an actor is listed.
  async rank(units) {
    const scores = new Map();
    const forms = units.map(({ unit }) => formOf(unit));
    if (!forms.length) return { scores, ranked: scores };
    const ranked = await this.ask(forms.join(" "));
    for (const [row, { score }] of ranked) scores.set(row, score);
    const best = Math.max(1, ...scores.values());
    for (const { unit } of units) {
      if (!unit.actor) continue;
      for (const row of this.table.listed(unit.actor)) {
        scores.set(row, (scores.get(row) ?? 0) + best / LISTED);
      }
    }
    return { scores, ranked };
  }

  // Returns the pages that have only some of the words, those with the rarest words first.
  async findLoose(units, ranked, isLeft, state) {
    const some = new Map();
    const add = (word, rows, weight) => {
      for (const row of rows) {
        const one = some.get(row) ?? { row, words: [], weight: ranked.get(row)?.score ?? 0 };
        some.set(row, { ...one, words: [...one.words, word], weight: one.weight + weight });
      }
    };
    const isOne = units.length === 1;
    const parts = isOne && units[0].unit.actor
      ? await Promise.all(wordsOf(units[0].unit.actor.name).map(async (word) =>
        ({ word, rows: [...(await this.ask(`"${word}"`)).keys()] })))
      : units.map(({ unit, rows }) => ({ word: unit.word, rows: [...rows] }));
    for (const { word, rows } of parts) {
      add(word, rows, Math.log((1 + this.table.size) / (1 + rows.length)));
    }
    const open = units.find((one) => one.isOpen)?.unit;
    if (open) add(`${open.word}…`, await this.begun(open.text), 1);
    const least = isOne && !open ? 2 : Math.ceil(parts.length / 2);
    const left = [...some.values()].filter(({ row, words }) => isLeft(row) && words.length >= least);
    const passes = new Set(this.table.narrow(left.map(({ row }) => row), state).rows);
    return left
      .filter(({ row }) => passes.has(row))
      .sort((one, two) => two.weight - one.weight || this.table.compare(one.row, two.row))
      .slice(0, MOST_LOOSE);
  }

  // Returns pages with a word that begins as a text does. Where there is none, Pagefind finds pages
  // with a shorter word; only their text tells.
  async begun(text) {
    const first = [...(await this.ask(text))].slice(0, FEW);
    const isIn = async ([, result]) => {
      const { content, meta } = await result.data();
      const words = spell(`${content} ${Object.values(meta).join(" ")}`).split(/[^\p{L}\p{N}]+/u);
      return words.some((word) => word.startsWith(text));
    };
    const kept = await Promise.all(first.map(isIn));
    return first.filter((_, at) => kept[at]).map(([row]) => row);
  }

  async result(row, { units = [], ranked }) {
    const { url, content, meta, anchors } = await this.results[row].data();
    const words = content.split(/\s+/);
    const isSame = sameWords(units.filter(({ unit }) => !unit.quoted));
    const spots = new Set((ranked?.get(row)?.words ?? []).filter((at) => isSame(words[at])));
    for (const { hits } of units) for (const one of hits) for (const at of one.get(row)?.words ?? []) spots.add(at);
    return {
      url,
      title: meta.title,
      type: meta.type,
      date: meta.date,
      chips: meta.names ? meta.names.split(" · ") : [],
      actor: this.table.actorOf.get(row),
      ...excerptsOf(url, words, anchors, [...spots].sort((one, two) => one - two)),
    };
  }
}

// Returns a test for words of a text: Pagefind also finds words that only begin as one of the query.
const sameWords = (units) => {
  const begun = units.some(({ isOpen }) => isOpen);
  const forms = units.flatMap(({ unit }) => formOf(unit).split(/[\s-]+/));
  const isForm = (part) =>
    forms.some((form) => (isInflected(part, form) || (begun && part.startsWith(form))));
  return (word = "") => spell(word).split(/[^\p{L}\p{N}]+/u).some(isForm);
};

const isInflected = (word, form) =>
  form.length < 4 ? word === form : word.length < form.length + 4 && word.startsWith(form.slice(0, Math.max(4, form.length - 3)));

// The name of an actor to search for: the acronym if it was typed, else the name in lists of actors.
const formOf = ({ actor, phrase, text, word }) => {
  if (!actor) return phrase ?? text;
  const isAcronym = actor.acronym && spell(word) === spell(actor.acronym);
  return spell(isAcronym ? actor.acronym : actor.name);
};

const wordsOf = (name) => name.split(/[\s,()]+/).filter((word) => word.length > 3).map(spell);
