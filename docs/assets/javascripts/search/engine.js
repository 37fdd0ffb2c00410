// What answers queries. An engine has three functions:
//   start()               loads what the first query needs
//   search(plan, state)   → { ids, total, others, loose, counts, years, … }
//   result(id, found)     → what a list shows of a result
// An id is whatever the engine tells results apart by. `plan` is a query as `readQuery` returns it, `state` has the filters. `ids` are in order; `total`
// is the number of briefs among them, `others` that of all other pages. `loose` are results that
// have only some of the words: { id, words }.
import { isForeign } from "../letters.js";
import { PagefindEngine } from "./pagefind.js";
import { readQuery } from "./query.js";
import { loadTable } from "./table.js";

const makeEngine = async (table, base) => {
  if (table.engine.name === "pagefind") return new PagefindEngine(table, base);
  const file = new URL("assets/javascripts/search/opensearch.js", base);
  return new (await import(file)).OpenSearchEngine(table, base);
};

// The engine of a site, loaded once, with the queries that a reader types.
export class Search {
  constructor(base) {
    this.base = base;
  }

  load() {
    this.loading ??= (async () => {
      this.table = await loadTable(this.base);
      this.engine = await makeEngine(this.table, this.base);
      await this.engine.start();
    })();
    this.loading.catch(() => {
      this.loading = null;
    });
    return this.loading;
  }

  async run(state) {
    await this.load();
    if (isForeign(state.q)) await this.table.loadOtherNames();
    const plan = readQuery(state.q, this.table.names);
    const found = plan.isShort
      ? { ids: [], total: 0, others: 0, loose: [], counts: {}, years: {}, units: [] }
      : await this.engine.search(plan, state);
    const nearest = plan.words.length ? this.table.names.nearest(plan.words, 3) : [];
    return { ...found, plan, nearest };
  }

  result(id, found) {
    return this.engine.result(id, found);
  }
}

export const loadEngine = (base) => new Search(base);
