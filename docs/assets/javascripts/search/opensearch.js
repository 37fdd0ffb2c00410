// Answers queries with the `_search` of OpenSearch or Elasticsearch, over an index that was loaded
// from `make search-export`. The same functions as in `pagefind.js`; see `engine.js`.
const MOST = 100;
const FEW = 10;
const FIELDS = ["title^6", "summary^2", "tags^3", "text", "sources"];
const NONE = "-";
const [START, END] = ["\u0001", "\u0002"];
const SECOND = 1000;

const secondsOf = (iso) => Date.parse(`${iso}T00:00:00Z`) / SECOND;

const clauseOf = ({ actor, phrase, typed, text }) =>
  actor
    ? { term: { named: actor.url } }
    : { multi_match: { query: typed ?? phrase ?? text, fields: FIELDS, type: phrase ? "phrase" : "best_fields" } };

const any = (clauses) => ({ bool: { should: clauses, minimum_should_match: 1 } });
const every = (clauses) => ({ bool: { filter: clauses } });

// Returns facet → the clause of its chosen values; the dates are one of them. All are briefs.
const filtersOf = (state, fields) => {
  const clauses = {};
  for (const name of fields) {
    const values = state.facets[name] ?? [];
    const each = values.map((value) =>
      value === NONE ? { bool: { must_not: { exists: { field: name } } } } : { term: { [name]: value } });
    if (each.length) clauses[name] = state.all.has(name) ? every(each) : any(each);
  }
  const range = {};
  if (state.from) range.gte = secondsOf(state.from);
  if (state.to) range.lte = secondsOf(state.to);
  if (state.from || state.to) clauses.date = { range: { date: { ...range, format: "epoch_second" } } };
  return clauses;
};

export class OpenSearchEngine {
  constructor(table, base) {
    Object.assign(this, { table, base, url: table.engine.url });
    this.fields = table.engine.facets.split(" ");
    table.years = [];
  }

  async start() {}

  async ask(body) {
    const response = await fetch(`${this.url}/_search`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ track_total_hits: true, _source: { excludes: ["text"] }, ...body }),
    });
    if (!response.ok) throw new Error(`${this.url}: ${response.status}`);
    return response.json();
  }

  async search(plan, state) {
    const groups = plan.groups.map((group) => any(group.map(clauseOf)));
    const query = { bool: { must: groups, must_not: plan.excluded.map(clauseOf) } };
    const filters = filtersOf(state, this.fields);
    const without = (name) => every(Object.keys(filters).filter((one) => one !== name).map((one) => filters[one]));
    const counted = this.fields.map((name) => [
      name,
      {
        filter: state.all.has(name) ? every(Object.values(filters)) : without(name),
        aggs: { values: { terms: { field: name, size: MOST * FEW } }, none: { missing: { field: name } } },
      },
    ]);
    const years = { filter: without("date"), aggs: { values: { date_histogram: { field: "date", calendar_interval: "year", min_doc_count: 1 } } } };
    const highlight = {
      pre_tags: [START], post_tags: [END], fields: { text: { fragment_size: 180, number_of_fragments: 1, no_match_size: 180 } },
    };
    const sort = state.sort === "date" || !groups.length ? [{ date: "desc" }] : ["_score", { date: "desc" }];
    const found = await this.ask({
      query, highlight, sort, size: MOST, post_filter: every(Object.values(filters)),
      aggs: { ...Object.fromEntries(counted), years },
    });
    const units = plan.groups.flat();
    const total = found.hits.total.value;
    const isLoose = units.length > 1 && total < FEW;
    const loose = isLoose
      ? await this.ask({
          highlight, size: FEW, post_filter: every(Object.values(filters)),
          query: { bool: { should: units.map(clauseOf), minimum_should_match: "50%", must_not: [query] } },
        })
      : { hits: { hits: [] } };
    this.known = new Map([...found.hits.hits, ...loose.hits.hits].map((hit) => [hit._id, hit]));
    this.table.years = found.aggregations.years.values.buckets.map(({ key }) => String(new Date(key).getUTCFullYear()));
    return {
      ids: found.hits.hits.map(({ _id }) => _id),
      total,
      others: 0,
      loose: loose.hits.hits.map(({ _id }) => ({ id: _id, words: units.map(({ word }) => word) })),
      counts: Object.fromEntries(this.fields.map((name) => [name, countsOf(found.aggregations[name])])),
      years: Object.fromEntries(
        found.aggregations.years.values.buckets.map(({ key, doc_count: count }) => [new Date(key).getUTCFullYear(), count]),
      ),
      units: units.map((unit) => ({ unit, rows: new Set() })),
    };
  }

  async result(id) {
    const { _source: source, highlight } = this.known.get(id);
    const [text = source.summary] = highlight?.text ?? [];
    const pieces = text.split(new RegExp(`([${START}${END}])`)).filter(Boolean);
    let isMarked = false;
    const excerpt = [];
    for (const piece of pieces) {
      if (piece === START || piece === END) isMarked = piece === START;
      else excerpt.push([piece, isMarked]);
    }
    return {
      url: new URL(source.url, this.base).pathname,
      title: source.title,
      type: this.table.engine.brief,
      date: new Date(source.date * SECOND).toISOString().slice(0, 10),
      chips: ["country", "organization", "person", "event"].flatMap((name) => source[name] ?? []),
      parts: [],
      excerpt: [...excerpt, [" …", false]],
    };
  }
}

const countsOf = ({ values, none }) =>
  Object.fromEntries([
    ...values.buckets.map(({ key, doc_count: count }) => [key, count]),
    [NONE, values.buckets.length ? none.doc_count : 0],
  ]);
