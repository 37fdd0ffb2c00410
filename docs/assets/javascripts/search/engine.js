// Asking Pagefind: one query may be several searches, put together so that counts stay true.
import { findActors, ownPage, readNames, suggest } from "./names.js";
import { FACETS, dateFilter, isNarrowed } from "./state.js";
import { fold, readQuery, telling } from "./text.js";

export const BASE = new URL("../../../", import.meta.url);

const RANKING = {
  pageLength: 0.4,
  termFrequency: 0.6,
  termSaturation: 1.2,
  termSimilarity: 2,
  metaWeights: { title: 6, names: 2, type: 0.1, date: 0.1, every: 0 },
};

// With fewer results than this, those without one of the words are shown too.
const FEW = 3;

// A word of every page: without a query, Pagefind would download the whole index.
const EVERY = "everypage";

// The first day of a result's name: see `merge` in the program that writes the index.
const dayOf = (result) => Number.parseInt(result.id.slice(0, 5), 16);

export class Engine {
  constructor(base = BASE) {
    this.base = base;
    this.facetsLoaded = null;
  }

  load() {
    this.loading ??= this.start();
    return this.loading;
  }

  async start() {
    const folder = new URL("pagefind/", this.base);
    const [{ createInstance }, names] = await Promise.all([
      import(new URL("pagefind.js", folder)),
      fetchNames(new URL("names.dat", folder)),
    ]);
    this.names = names;
    this.pagefind = createInstance({
      basePath: folder.pathname,
      baseUrl: this.base.pathname,
      excerptLength: 26,
      noWorker: true,
      ranking: RANKING,
    });
    await this.pagefind.init();
  }

  // Everything that a list of results shows of a state; with `facets`, their counts as well.
  async run(state, { facets = false } = {}) {
    await this.load();
    let plan = this.plan(state.q);
    if (facets || isNarrowed(state)) await this.loadFacets();
    const filters = this.filters(state);
    let results = await this.results(plan, filters, state);
    if (results.length < FEW && plan.units?.length > 1 && !isNarrowed(state)) {
      const whole = new Set(results.map(({ id }) => id));
      const wider = await this.relax(plan);
      const more = await this.results(wider, filters, state);
      if (more.length > results.length) {
        plan = wider;
        const all = (result) => Number(whole.has(result.id));
        results = state.sort === "date" ? more : more.sort((one, two) => all(two) - all(one));
      }
    }
    const found = { results, plan, own: null, suggestion: plan.suggestion };
    if (plan.own && !isNarrowed(state)) found.own = plan.own;
    if (facets) found.counts = await this.counts(plan, state, filters, results);
    return found;
  }

  plan(query) {
    const { phrases, words } = readQuery(query);
    const kept = telling(words, (word) => this.names.byName.has(fold(word)));
    const quoted = phrases.map((phrase) => `"${phrase}"`);
    const empty = !phrases.length && !words.length;
    if (empty) return { forms: query.trim() ? [] : [EVERY], quoted, own: null, suggestion: null };
    // One or two letters begin too many words: all of their files would be downloaded.
    if (!phrases.length && !kept.length) return { forms: [], quoted, own: null, short: true };
    if (phrases.length) {
      const all = [...phrases, ...kept].join(" ");
      return { forms: phrases.length === 1 && !kept.length ? quoted : [all], quoted, own: null };
    }
    const units = this.units(words, kept);
    return {
      forms: forms(units),
      units,
      dropped: [],
      quoted,
      own: ownPage(words, this.names),
      suggestion: suggest(words, this.names),
    };
  }

  // A query as actors and other words. Names are looked for before articles are dropped: "Union of
  // the Comoros" is one.
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

  // Where (almost) no page has all words: without the words that no page has, then without the one
  // that most pages have, which says least. Names of actors say most and go last.
  async relax(plan) {
    const count = async (units) =>
      (await this.results({ forms: forms(units), quoted: [] }, {}, { sort: "" })).length;
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

  async loadFacets() {
    // A filter that matches nothing makes Pagefind download the filters that it names.
    const names = [...Object.keys(FACETS), "year"];
    this.facetsLoaded ??= this.pagefind
      .search(EVERY, { filters: { any: names.map((name) => ({ [name]: "\u0001" })) } })
      .then(() => this.pagefind.search(EVERY, { filters: {} }))
      .then(({ filters }) => {
        this.years = Object.keys(filters.year ?? {}).sort();
      });
    await this.facetsLoaded;
  }

  filters(state, without = "") {
    const all = [];
    for (const [name, values] of Object.entries(state.facets)) {
      if (values.length && name !== without) all.push({ [name]: { any: values } });
    }
    if (without !== "date") {
      const date = dateFilter(state.from, state.to, this.years ?? []);
      if (date) all.push(date);
    }
    return all.length ? { all } : {};
  }

  async results({ forms, quoted }, filters, state) {
    const best = new Map();
    for (const form of forms) {
      const { results } = await this.pagefind.search(form, { filters });
      for (const result of results) {
        const known = best.get(result.id);
        if (!known || known.score < result.score) best.set(result.id, result);
      }
    }
    for (const phrase of forms[0] === quoted[0] ? [] : quoted) {
      const { results } = await this.pagefind.search(phrase, { filters });
      const there = new Set(results.map(({ id }) => id));
      for (const id of best.keys()) if (!there.has(id)) best.delete(id);
    }
    const byDate = state.sort === "date" || forms[0] === EVERY;
    const order = byDate
      ? (one, two) => dayOf(two) - dayOf(one) || two.score - one.score
      : (one, two) => two.score - one.score || dayOf(two) - dayOf(one);
    return [...best.values()].sort(order);
  }

  // Counts of each facet: of what would be found without what is chosen in it, so that a further
  // value of it says what it would add. Also of years, without the range.
  async counts(plan, state, filters, results) {
    const chosen = Object.keys(state.facets).filter((name) => state.facets[name].length);
    const whole = await this.count(plan, filters, results);
    const counts = {};
    for (const name of Object.keys(FACETS)) {
      counts[name] = chosen.includes(name)
        ? (await this.count(plan, this.filters(state, name)))[name]
        : whole[name];
    }
    const ranged = state.from || state.to;
    const years = ranged ? await this.count(plan, this.filters(state, "date")) : whole;
    counts.year = years.year;
    return counts;
  }

  async count({ forms, quoted }, filters, results = null) {
    const ask = async (form) => (await this.pagefind.search(form, { filters })).filters;
    if (!forms.length) return {};
    if (quoted.length && forms[0] !== quoted[0]) {
      const found = results ?? (await this.results({ forms, quoted }, filters, { sort: "" }));
      return this.countEach(forms[0], filters, new Set(found.map(({ id }) => id)));
    }
    const [one, two] = forms;
    const first = await ask(one);
    if (!two) return first;
    // What either form finds is what each finds, less what both do.
    return combine(first, await ask(two), await ask(`${one} ${two}`));
  }

  // Phrases beside words: Pagefind cannot search for both at once, so each value is asked for.
  async countEach(form, filters, ids) {
    const { filters: rough } = await this.pagefind.search(form, { filters });
    const counts = {};
    for (const name of [...Object.keys(FACETS), "year"]) {
      counts[name] = {};
      for (const [value, number] of Object.entries(rough[name] ?? {})) {
        if (!number) continue;
        const all = [filters, { [name]: value }].filter((one) => Object.keys(one).length);
        const { results } = await this.pagefind.search(form, { filters: { all } });
        counts[name][value] = results.filter(({ id }) => ids.has(id)).length;
      }
    }
    return counts;
  }
}

// The texts to search for: in the names that the briefs' lists of actors use, and with acronyms or
// as typed.
const forms = (units) => {
  const write = (nameOf) =>
    telling(units.map(nameOf).join(" ").split(/[\s,()]+/), () => true).join(" ");
  const canonical = write(({ actor, word }) => actor?.name ?? word);
  const other = write(({ actor, word }) => actor?.acronym || word);
  return canonical.toLowerCase() === other.toLowerCase() ? [canonical] : [canonical, other];
};

const combine = (one, two, both) => {
  const sum = {};
  for (const name of new Set([...Object.keys(one), ...Object.keys(two)])) {
    sum[name] = {};
    for (const value of new Set([...Object.keys(one[name] ?? {}), ...Object.keys(two[name] ?? {})])) {
      sum[name][value] =
        (one[name]?.[value] ?? 0) + (two[name]?.[value] ?? 0) - (both[name]?.[value] ?? 0);
    }
  }
  return sum;
};

const fetchNames = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const unpacked = response.body.pipeThrough(new DecompressionStream("gzip"));
  return readNames(await new Response(unpacked).json());
};
