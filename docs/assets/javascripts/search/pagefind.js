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
    this.results = [];
  }

  async start() {
    let row = 0;
    this.shards = this.table.shards.map(([folder, size], at) => {
      const shard = { path: new URL(folder, this.base).pathname, size, at: String(at), lang: this.table.langs.get(row) };
      row += size;
      return shard;
    });
    const languages = [...Map.groupBy(this.shards, ({ lang }) => lang).values()];
    const load = ([{ path }]) => import(new URL(`${path}pagefind.js`, this.base));
    this.instances = await Promise.all(languages.map(load));
    const merged = await Promise.allSettled(languages.map((shards, at) => this.merge(this.instances[at], shards)));
    const failed = merged.find(({ status }) => status === "rejected");
    if (failed) {
      await Promise.all(this.instances.map((pagefind) => pagefind.destroy()));
      throw failed.reason;
    }
    this.list().catch(() => {});
  }

  // Makes one instance of Pagefind search the shards of one language: all of them have the stems of
  // the first. A filter of each shard tells which one is asked.
  async merge(pagefind, [first, ...others]) {
    const options = ({ at }) => ({ baseUrl: this.base.pathname, ranking: RANKING, mergeFilter: { shard: at } });
    const weight = first.at === "0" ? { indexWeight: PAGES_WEIGHT } : {};
    for (const shard of [first, ...others]) shard.pagefind = pagefind;
    await pagefind.options({ basePath: first.path, ...weight, ...options(first) });
    await pagefind.init();
    // Fails if the first shard cannot be loaded: the others would wait for it forever.
    await pagefind.filters();
    await Promise.all(others.map((shard) => pagefind.mergeIndex(shard.path, options(shard))));
  }

  // Learns which result is in which row of the table, while the first query downloads its files: in
  // each shard, a search for the word that all documents have, by the unique key, returns them in
  // the order of the table.
  list() {
    this.listing ??= this.listAll().catch((error) => {
      this.listing = null;
      throw error;
    });
    return this.listing;
  }

  async listAll() {
    const list = async ({ size, at, pagefind }) => {
      const order = { sort: { address: "asc" }, filters: { shard: at } };
      const { results } = await pagefind.search(`"${EVERY}"`, order);
      if (results.length !== size) throw new Error("the table belongs to another index");
      return results;
    };
    this.results = (await Promise.all(this.shards.map(list))).flat();
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
      const read = async ([found]) => {
        const results = found.flatMap((one) => one.results);
        return new Map(await Promise.all(results.map(async (one) => [await this.rowOf(one), one])));
      };
      const found = Promise.all(this.instances.map((pagefind) => pagefind.search(text)));
      this.known.set(text, Promise.all([found, this.list()]).then(read));
      this.known.get(text).catch(() => this.known.delete(text));
    }
    return this.known.get(text);
  }

  // Returns the rows that have a unit, and the results in which its words are marked.
  async find(unit) {
    const { actor, phrase, typed = phrase, open } = unit;
    const forms = phrase ? new Set([phrase, typed.toLowerCase()]) : [formOf(unit)];
    const hits = await Promise.all([...forms].map((form) => this.ask(`"${form}"`)));
    const found = new Set(hits.flatMap((one) => [...one.keys()]));
    const rows = actor ? this.table.about(actor) : found;
    for (const row of found) if (!this.table.isBrief(row)) rows.add(row);
    const isOpen = open && ![...rows].some((row) => this.table.isBrief(row));
    return { unit, rows, hits, isOpen };
  }

  async search(plan, state) {
    const findAll = (units) => Promise.all(units.map((unit) => this.find(unit)));
    const [, excluded, ...found] = await Promise.all([
      this.list(), ...[plan.excluded, ...plan.groups].map(findAll),
    ]);
    const isIn = (units, row) => units.some((one) => one.rows.has(row));
    const isExcluded = (row) => this.table.versions(row).some((one) => isIn(excluded, one));
    const matches = (row) => found.every((group) => isIn(group, row)) && !isExcluded(row);
    const narrowed = this.table.narrow([...this.results.keys()].filter(matches), state);
    const units = found.flat();
    const { scores, ranked } = await this.rank(units);
    const byScore = (one, two) => (scores.get(two) ?? 0) - (scores.get(one) ?? 0);
    const byDate = (one, two) => this.table.compare(one, two);
    const order = state.sort === "date" ? [byDate, byScore] : [byScore, byDate];
    const ids = narrowed.rows.sort((one, two) => order[0](one, two) || order[1](one, two));
    const total = ids.filter((row) => this.table.isBrief(row)).length;
    const isLeft = (row) => !this.table.versions(row).some(matches) && !isExcluded(row);
    const loose = total < FEW ? await this.findLoose(units, ranked, isLeft, state) : [];
    return { ...narrowed, ids, total, others: ids.length - total, loose, units, ranked };
  }

  // Returns row → score: Pagefind's of all words together, and more where an actor is listed.
  async rank(units) {
    const forms = units.map(({ unit }) => formOf(unit));
    const ranked = forms.length ? await this.ask(forms.join(" ")) : new Map();
    const scores = new Map([...ranked].map(([row, { score }]) => [row, score]));
    const more = Math.max(1, ...scores.values()) / LISTED;
    for (const { unit } of units) {
      const listed = unit.actor ? this.table.listed(unit.actor) : [];
      for (const row of listed) scores.set(row, (scores.get(row) ?? 0) + more);
    }
    return { scores, ranked };
  }

  // Returns the pages that have only some of the words, those with the rarest words first.
  async findLoose(units, ranked, isLeft, state) {
    const names = units.length === 1 && units[0].unit.actor ? wordsOf(units[0].unit.actor.name) : null;
    const parts = names
      ? await Promise.all(names.map(async (word) => ({ word, rows: new Set((await this.ask(`"${word}"`)).keys()) })))
      : units.map(({ unit, rows }) => ({ word: unit.word, rows }));
    const rarity = ({ size }) => Math.log((1 + this.results.length) / (1 + size));
    const weighed = parts.map(({ word, rows }) => ({ word, rows, weight: rarity(rows) }));
    const open = units.find(({ isOpen }) => isOpen)?.unit;
    if (open) weighed.push({ word: `${open.word}…`, rows: await this.begun(open.text), weight: 1 });
    const least = units.length === 1 && !open ? 2 : Math.ceil(parts.length / 2);
    const some = new Map();
    for (const { word, rows, weight } of weighed) {
      for (const row of rows) {
        const one = some.get(row) ?? { id: row, words: [], weight: ranked.get(row)?.score ?? 0 };
        some.set(row, { id: row, words: [...one.words, word], weight: one.weight + weight });
      }
    }
    const left = [...some.keys()].filter((row) => isLeft(row) && some.get(row).words.length >= least);
    return this.table
      .narrow(left, state)
      .rows.map((row) => some.get(row))
      .sort((one, two) => two.weight - one.weight || this.table.compare(one.id, two.id))
      .slice(0, MOST_LOOSE);
  }

  // Returns pages with a word that begins as a text does. Where there is none, Pagefind finds pages
  // with a shorter word; only their text tells.
  async begun(text) {
    const first = [...(await this.ask(text))].slice(0, FEW);
    const isIn = async ([, result]) => {
      const { content, meta } = await result.data();
      return partsOf(`${content} ${Object.values(meta).join(" ")}`).some((word) => word.startsWith(text));
    };
    const kept = await Promise.all(first.map(isIn));
    return new Set(first.filter((_, at) => kept[at]).map(([row]) => row));
  }

  // Returns the other versions of a work.
  othersOf(row) {
    const load = async (one) => {
      const { url, meta } = await this.results[one].data();
      return { url, title: meta.title, lang: this.table.langs.get(one) ?? document.documentElement.lang };
    };
    return Promise.all(this.table.versions(row).filter((one) => one !== row).map(load));
  }

  async result(row, { units, ranked }) {
    const { url, content, meta, anchors } = await this.results[row].data();
    const words = content.split(/\s+/);
    const spotsIn = (hits) => hits.get(row)?.words ?? [];
    const tests = units.filter(({ unit }) => !unit.quoted).map((one) => [one.unit, sameWord(one)]);
    const spots = new Map();
    for (const at of spotsIn(ranked)) {
      const [unit] = tests.find(([, isSame]) => isSame(words[at])) ?? [];
      if (unit) spots.set(at, unit);
    }
    for (const { unit, hits } of units) for (const at of hits.flatMap(spotsIn)) spots.set(at, unit);
    return {
      url,
      title: meta.title,
      type: meta.type,
      date: meta.date,
      chips: meta.names ? meta.names.split(" · ") : [],
      actor: this.table.actorOf.get(row),
      lang: this.table.langs.get(row),
      others: await this.othersOf(row),
      ...excerptsOf(url, words, anchors, spots),
    };
  }
}

const partsOf = (text) => spell(text).split(/[^\p{L}\p{N}]+/u);

// Returns a test for words of a text: Pagefind also finds words that only begin as one of the query.
const sameWord = ({ unit, isOpen }) => {
  const forms = formOf(unit).split(/[\s-]+/);
  const isForm = (part) => forms.some((form) => isInflected(part, form) || (isOpen && part.startsWith(form)));
  return (word = "") => partsOf(word).some(isForm);
};

const isInflected = (word, form) =>
  form.length < 4
    ? word === form
    : word.length < form.length + 4 && word.startsWith(form.slice(0, Math.max(4, form.length - 3)));

// The name of an actor to search for: the acronym if it was typed, else the name in lists of actors.
const formOf = ({ actor, phrase, text, word }) => {
  if (!actor) return phrase ?? text;
  const isAcronym = actor.acronym && spell(word) === spell(actor.acronym);
  return spell(isAcronym ? actor.acronym : actor.name);
};

const wordsOf = (name) => name.split(/[\s,()]+/).filter((word) => word.length > 3).map(spell);
