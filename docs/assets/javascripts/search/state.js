// What is searched for, and how it stands in the address.
export const FACETS = {
  type: "Type",
  country: "Country",
  organization: "Organization",
  region: "Region",
  person: "Person",
  event: "Event",
  status: "Relation",
};

const DAY = /^\d{4}-\d\d-\d\d$/;

const isDay = (text) => DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

export const emptyState = () => ({
  q: "",
  facets: Object.fromEntries(Object.keys(FACETS).map((name) => [name, []])),
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
  }
  if (state.from) given.set("from", state.from);
  if (state.to) given.set("to", state.to);
  if (state.sort !== "relevance") given.set("sort", state.sort);
  const text = given.toString();
  return text ? `?${text}` : "";
};

export const isNarrowed = (state) =>
  Boolean(state.from || state.to || Object.values(state.facets).some((values) => values.length));

// A range of days as whole years, whole months and single days: each has a filter of its own, so
// that the counts are true to the day.
export const dateFilter = (from, to, years) => {
  if (!from && !to) return null;
  const first = from || `${years[0]}-01-01`;
  const last = to || `${years.at(-1)}-12-31`;
  const parts = { year: [], month: [], day: [] };
  if (first <= last) split(first, last, parts);
  const choices = Object.entries(parts).filter(([, values]) => values.length);
  if (!choices.length) return { year: { any: ["none"] } };
  return { any: choices.map(([name, values]) => ({ [name]: { any: values } })) };
};

const split = (first, last, parts) => {
  const day = new Date(`${first}T00:00:00Z`);
  const end = new Date(`${last}T00:00:00Z`);
  const oldest = new Date("1000-01-01T00:00:00Z");
  if (day < oldest) day.setTime(oldest.getTime());
  const newest = Date.UTC(day.getUTCFullYear() + 400, 0, 1);
  if (end.getTime() > newest) end.setTime(newest);
  while (day <= end) {
    const year = day.getUTCFullYear();
    const month = day.getUTCMonth();
    const iso = day.toISOString();
    if (day.getUTCDate() === 1 && month === 0 && Date.UTC(year, 11, 31) <= end) {
      parts.year.push(iso.slice(0, 4));
      day.setUTCFullYear(year + 1);
    } else if (day.getUTCDate() === 1 && Date.UTC(year, month + 1, 0) <= end) {
      parts.month.push(iso.slice(0, 7));
      day.setUTCMonth(month + 1);
    } else {
      parts.day.push(iso.slice(0, 10));
      day.setUTCDate(day.getUTCDate() + 1);
    }
  }
};
