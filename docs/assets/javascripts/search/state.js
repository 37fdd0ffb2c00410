// What is searched for, and how it stands in the address.
export const FACETS = ["type", "country", "organization", "region", "person", "event", "status"];

const DAY = /^\d{4}-\d\d-\d\d$/;

const isDay = (text) => DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

export const emptyState = () => ({
  q: "",
  facets: Object.fromEntries(FACETS.map((name) => [name, []])),
  from: "",
  to: "",
  sort: "relevance",
});

export const readState = (address) => {
  const given = new URLSearchParams(address);
  const state = emptyState();
  state.q = given.get("q") ?? "";
  for (const name of FACETS) {
    state.facets[name] = [...new Set(given.getAll(name))].filter(Boolean);
  }
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
  for (const name of FACETS) {
    for (const value of state.facets[name]) given.append(name, value);
  }
  if (state.from) given.set("from", state.from);
  if (state.to) given.set("to", state.to);
  if (state.sort !== "relevance") given.set("sort", state.sort);
  const text = given.toString();
  return text ? `?${text}` : "";
};

export const isNarrowed = (state) =>
  Boolean(state.from || state.to || Object.values(state.facets).some((values) => values.length));
