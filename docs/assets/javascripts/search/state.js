// The state of the search, and how the address represents it.
// Marks a message that is translated where it is shown.
const N_ = (message) => message;

// The facets, in their order; briefs without any value of one have the value NONE.
export const FACETS = {
  type: N_("Type"),
  country: N_("Country"),
  organization: N_("Organization"),
  region: N_("Region"),
  person: N_("Person"),
  event: N_("Event"),
  topic: N_("Topic"),
  author: N_("Author"),
  series: N_("Series"),
  publication: N_("Publication type"),
  language: N_("Language"),
  status: N_("Relation"),
};

export const NONE = "-";

// Facets of which a brief has several values, so that all of some values can be asked for.
export const SEVERAL = ["country", "organization", "person", "topic", "author"];

const ISO_DAY = /^\d{4}-\d\d-\d\d$/;

const isDay = (text) => ISO_DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

export const emptyState = () => ({
  q: "",
  facets: Object.fromEntries(Object.keys(FACETS).map((name) => [name, []])),
  all: new Set(),
  from: "",
  to: "",
  sort: "relevance",
});

export const readState = (address) => {
  const given = new URLSearchParams(address);
  const state = emptyState();
  state.q = given.get("q") ?? "";
  for (const name of Object.keys(FACETS)) {
    state.facets[name] = [...new Set(given.getAll(name))].filter(Boolean);
  }
  state.all = new Set(given.getAll("all").filter((name) => SEVERAL.includes(name)));
  for (const name of ["from", "to"]) {
    const day = given.get(name) ?? "";
    if (isDay(day)) state[name] = day;
  }
  if (given.get("sort") === "date") state.sort = "date";
  return state;
};

export const writeState = (state) => {
  const given = new URLSearchParams();
  if (state.q.trim()) given.set("q", state.q);
  for (const name of Object.keys(FACETS)) {
    for (const value of state.facets[name]) given.append(name, value);
    if (state.all.has(name) && state.facets[name].length > 1) given.append("all", name);
  }
  if (state.from) given.set("from", state.from);
  if (state.to) given.set("to", state.to);
  if (state.sort !== "relevance") given.set("sort", state.sort);
  const text = given.toString();
  return text ? `?${text}` : "";
};

export const isNarrowed = (state) =>
  Boolean(state.from || state.to || Object.values(state.facets).some((values) => values.length));
