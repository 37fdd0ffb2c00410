// What answers queries. An engine has three functions:
//   start()               loads what the first query needs
//   search(plan, state)   → { ids, total, others, loose, counts, years, units }
//   result(id, found)     → what a list shows of a result
// An id is whatever the engine tells results apart by. `plan` is a query as `readQuery` returns it,
// `state` has the filters. `ids` are in order; `total` is the number of briefs among them, `others`
// that of all other pages. `loose` are results that have only some of the words: { id, words }.
import { isForeign } from "../letters.js";
import { PagefindEngine } from "./pagefind.js";
import { readQuery } from "./query.js";
import { isNarrowed } from "./state.js";
import { loadTable } from "./table.js";

const NOTHING = { ids: [], total: 0, others: 0, loose: [], counts: {}, years: {}, units: [] };

const makeEngine = async (table, base) => {
  if (table.engine.name === "pagefind") return new PagefindEngine(table, base);
  const file = new URL("assets/javascripts/search/opensearch.js", base);
  return new (await import(file)).OpenSearchEngine(table, base);
};

// The engine of a site, loaded once, with the queries that a reader types.
export class Search {
  constructor(base) {
    this.base = base;
    this.turn = 0;
  }

  load() {
    this.loading ??= this.start().catch((error) => {
      this.loading = null;
      throw error;
    });
    return this.loading;
  }

  async start() {
    this.table = await loadTable(this.base);
    this.engine = await makeEngine(this.table, this.base);
    await this.engine.start();
  }

  async run(state) {
    await this.load();
    if (isForeign(state.q)) await this.table.loadOtherNames();
    const plan = readQuery(state.q, this.table.names);
    const found = plan.isShort ? NOTHING : await this.engine.search(plan, state);
    const nearest = plan.words.length ? this.table.names.nearest(plan.words, 3) : [];
    // The page of the actor that a query names is above the results, unless they are narrowed.
    return { ...found, plan, nearest, own: isNarrowed(state) ? null : plan.own };
  }

  // Returns what is found, with its first results, or null if something else was asked meanwhile.
  async ask(state, { first, most, pause }) {
    const mine = this.drop();
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (mine !== this.turn) return null;
    try {
      const found = await this.run(state);
      if (mine !== this.turn) return null;
      const ids = found.ids.slice(0, first).map((id) => ({ id }));
      const some = found.loose.slice(0, most - ids.length);
      const [shown, loose] = await Promise.all([this.show(ids, found), this.show(some, found)]);
      return mine === this.turn ? { ...found, shown, loose } : null;
    } catch (error) {
      if (mine !== this.turn) return null;
      throw error;
    }
  }

  // Drops the answer to what was asked last.
  drop() {
    this.turn += 1;
    return this.turn;
  }

  async show(entries, found) {
    const load = async ({ id, words }) => ({ words, ...(await this.result(id, found)) });
    const results = await Promise.all(entries.map(load));
    return results.filter(({ actor }) => !actor || actor !== found.own);
  }

  result(id, found) {
    return this.engine.result(id, found);
  }
}

export const loadEngine = (base) => new Search(base);
