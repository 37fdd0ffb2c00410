// The archive's own table, which the build writes (see `table.py`): facets, dates, names. Sets of
// pages are sets of row numbers.
import { Names } from "../names.js";
import { NONE } from "./state.js";

const DAY = 864e5;

const unpacked = async (url) => {
  const response = await fetch(url, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).json();
};

const dayOf = (iso) => Math.floor(Date.parse(`${iso}T00:00:00Z`) / DAY);

const yearOf = (day) => new Date(day * DAY).getUTCFullYear();

const rowsOf = (steps) => {
  let row = 0;
  return steps.map((step) => (row += step));
};

export const loadTable = async (base) => new Table(await unpacked(new URL("search/table.dat", base)), base);

export class Table {
  constructor({ engine, shards, first, days, facets, pages, actors, works = [], langs = [] }, base) {
    Object.assign(this, { engine, shards, base });
    this.size = days.length;
    this.days = days.map((day) => (day ? day + first - 1 : null));
    this.facets = Object.entries(facets).map(([name, values]) => ({
      name,
      values: values.map(([value, steps]) => ({ value, rows: rowsOf(steps) })),
    }));
    // A brief in several languages is a work with several rows.
    this.works = new Map(works.flatMap((rows) => rows.map((row) => [row, rows])));
    this.langs = new Map(langs.flatMap(([lang, steps]) => rowsOf(steps).map((row) => [row, lang])));
    this.names = new Names(actors);
    this.actorOf = new Map(pages.map(([row, actor]) => [row, this.names.actors[actor]]));
    this.rowOf = new Map(pages.map(([row, actor]) => [this.names.actors[actor], row]));
    const known = this.days.filter((day) => day !== null);
    this.years = [...new Set(known.map(yearOf))].sort((one, two) => one - two).map(String);
  }

  // Names in other scripts than Latin add half to the size: only a query in one loads them.
  loadOtherNames() {
    this.others ??= unpacked(new URL("search/names.dat", this.base)).then((rows) => {
      for (const [actor, names] of rows) this.names.add(this.names.actors[actor], names);
    });
    this.others.catch(() => {
      this.others = null;
    });
    return this.others;
  }

  isBrief(row) {
    return this.days[row] !== null;
  }

  versions(row) {
    return this.works.get(row) ?? [row];
  }

  // Returns one row of each work: that of the version that lists show, if it is among them.
  once(rows) {
    if (!this.works.size) return rows;
    const chosen = new Map();
    for (const row of rows) {
      const [work] = this.versions(row);
      if (row === work || !chosen.has(work)) chosen.set(work, row);
    }
    return [...chosen.values()];
  }

  listed({ kind, name }) {
    const facet = this.facets.find((one) => one.name === kind);
    return facet?.values.find(({ value }) => value === name)?.rows ?? [];
  }

  // Returns the briefs that list an actor or name it in their text, and the actor's own page.
  about(actor) {
    const own = this.rowOf.get(actor);
    return new Set([...this.listed(actor), ...rowsOf(actor.named), ...(own === undefined ? [] : [own])]);
  }

  // Newest first; pages without a date come last.
  compare(one, two) {
    return (this.days[two] ?? -Infinity) - (this.days[one] ?? -Infinity) || 0;
  }

  // Returns a row of each work that a state leaves, and counts for each facet and for years. Unless all of a
  // facet's chosen values are asked for, its counts ignore them: they show what a further value adds.
  narrow(rows, state) {
    const tests = this.tests(state);
    const left = (ignored) =>
      rows.filter((row) => tests.every(({ name, passes }) => name === ignored || passes.has(row)));
    const counts = {};
    for (const { name, values } of this.facets) {
      const counted = new Set(left(state.all.has(name) ? null : name));
      const some = new Set();
      counts[name] = {};
      for (const { value, rows: ofValue } of values) {
        const both = ofValue.filter((row) => counted.has(row));
        counts[name][value] = this.once(both).length;
        for (const row of both) some.add(row);
      }
      const none = [...counted].filter((row) => this.isBrief(row) && !some.has(row));
      counts[name][NONE] = some.size && name !== "type" ? this.once(none).length : 0;
    }
    const years = {};
    for (const row of this.once(left("date")).filter((one) => this.isBrief(one))) {
      const year = yearOf(this.days[row]);
      years[year] = (years[year] ?? 0) + 1;
    }
    return { rows: this.once(left(null)), counts, years };
  }

  // Returns the sets of rows that pass: one for each facet with chosen values, and one for dates.
  tests(state) {
    const tests = [];
    for (const [name, values] of Object.entries(state.facets)) {
      const facet = this.facets.find((one) => one.name === name) ?? { name, values: [] };
      if (values.length) tests.push({ name, passes: this.chosen(facet, values, state.all.has(name)) });
    }
    if (state.from || state.to) tests.push({ name: "date", passes: this.within(state) });
    return tests;
  }

  chosen(facet, values, isAll) {
    const sets = values.map((value) =>
      value === NONE ? this.lacking(facet) : facet.values.find((one) => one.value === value)?.rows ?? []);
    if (!isAll) return new Set(sets.flat());
    return sets.map((rows) => new Set(rows)).reduce((one, two) => new Set([...one].filter((row) => two.has(row))));
  }

  lacking(facet) {
    const some = new Set(facet.values.flatMap(({ rows }) => rows));
    return [...this.days.keys()].filter((row) => this.isBrief(row) && !some.has(row));
  }

  within({ from, to }) {
    const [first, last] = [from ? dayOf(from) : -Infinity, to ? dayOf(to) : Infinity];
    const isIn = (row) => this.isBrief(row) && this.days[row] >= first && this.days[row] <= last;
    return new Set([...this.days.keys()].filter(isIn));
  }
}
