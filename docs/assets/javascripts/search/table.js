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
  constructor({ engine, shards, first, days, facets, pages, actors }, base) {
    Object.assign(this, { engine, shards, base });
    this.size = days.length;
    this.days = days.map((day) => (day ? day + first - 1 : null));
    this.facets = Object.entries(facets).map(([name, values]) => ({
      name,
      values: values.map(([value, steps]) => ({ value, rows: rowsOf(steps) })),
    }));
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

  all() {
    return new Set(this.days.keys());
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

  // Returns the rows that a state leaves, and counts for each facet and for years. Unless all of a
  // facet's chosen values are asked for, its counts ignore them: they show what a further value adds.
  narrow(rows, state) {
    const tests = this.facets.flatMap((facet) => {
      const chosen = state.facets[facet.name] ?? [];
      return chosen.length ? [{ facet, passes: this.chosen(facet, chosen, state.all.has(facet.name)) }] : [];
    });
    const known = new Set(this.facets.map(({ name }) => name));
    const isUnknown = ([name, values]) => values.length && !known.has(name);
    if (Object.entries(state.facets).some(isUnknown)) tests.push({ passes: new Set() });
    if (state.from || state.to) tests.push({ facet: "date", passes: this.within(state) });
    const failed = new Map();
    for (const row of rows) {
      const fails = tests.filter(({ passes }) => !passes.has(row));
      if (fails.length < 2) failed.set(row, fails[0]?.facet ?? null);
    }
    const counts = {};
    for (const facet of this.facets) {
      const isCounted = (row) => {
        const fails = failed.get(row);
        return fails === null || (fails === facet && !state.all.has(facet.name));
      };
      counts[facet.name] = {};
      const some = new Set();
      for (const { value, rows: ofValue } of facet.values) {
        const counted = ofValue.filter(isCounted);
        counts[facet.name][value] = counted.length;
        for (const row of counted) some.add(row);
      }
      let none = 0;
      for (const row of failed.keys()) none += this.isBrief(row) && isCounted(row) && !some.has(row);
      counts[facet.name][NONE] = some.size && facet.name !== "type" ? none : 0;
    }
    const years = {};
    for (const [row, fails] of failed) {
      if ((fails === null || fails === "date") && this.isBrief(row)) {
        const year = yearOf(this.days[row]);
        years[year] = (years[year] ?? 0) + 1;
      }
    }
    return { rows: rows.filter((row) => failed.get(row) === null), counts, years };
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
