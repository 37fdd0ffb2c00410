// Narrows, sorts and counts results by a table of all pages that the build writes (see
// `pack_facets`). It is downloaded only if facets are shown or results are sorted.
import { bytes, fetchMeta, readEntry } from "./files.js";

const DAY = 864e5;

export const dayOf = (iso) => Math.floor(Date.parse(`${iso}T00:00:00Z`) / DAY);

const yearOf = (day) => new Date(day * DAY).getUTCFullYear();

export const loadTable = async (folder) => {
  const entry = await readEntry(folder);
  const [{ ids }, table] = await Promise.all([
    fetchMeta(entry, folder),
    fetch(new URL(entry.facets, folder)).then(bytes),
  ]);
  return new Table(ids, table);
};

export class Table {
  constructor(ids, data) {
    const end = data.indexOf(10);
    const { pages, first, values } = JSON.parse(new TextDecoder().decode(data.subarray(0, end)));
    if (pages !== ids.length) throw new Error("the table of facets belongs to another index");
    let at = end + 1;
    const numbers = (length) => {
      const planes = data.subarray(at, at + 3 * length);
      at += 3 * length;
      return Uint32Array.from(
        { length },
        (_, one) => planes[one] + planes[length + one] * 256 + planes[2 * length + one] * 65536,
      );
    };
    this.rows = new Map(ids.map((id, row) => [id, row]));
    this.days = Array.from(numbers(pages), (day) => (day ? day + first - 1 : null));
    this.facets = Object.entries(values).map(([name, known]) => {
      const counts = numbers(pages);
      const starts = new Uint32Array(pages + 1);
      for (let row = 0; row < pages; row += 1) starts[row + 1] = starts[row] + counts[row];
      return { name, values: known, starts, numbers: rowsOf(numbers(starts[pages]), starts) };
    });
    this.years = [...new Set(this.days.filter((day) => day !== null).map(yearOf))]
      .sort((one, two) => one - two)
      .map(String);
  }

  // Returns all pages as results, for a search without a query.
  all() {
    return Array.from(this.rows.keys(), (id) => ({ id, score: 0 }));
  }

  // Newest first; pages without a date come last.
  compare(one, two) {
    const day = ({ id }) => this.days[this.rows.get(id)] ?? -Infinity;
    const [first, second] = [day(one), day(two)];
    return first === second ? 0 : second - first;
  }

  // Returns the results that a state leaves, and counts for each facet and for years. The counts of
  // a facet ignore its own selection, so that they show what a further value would add.
  narrow(results, state) {
    const chosen = this.facets.map(({ name, values }) => {
      const wanted = state.facets[name] ?? [];
      return wanted.length ? new Set(wanted.map((value) => values.indexOf(value))) : null;
    });
    const unknown = Object.entries(state.facets).some(
      ([name, values]) => values.length && !this.facets.some((facet) => facet.name === name),
    );
    const from = state.from ? dayOf(state.from) : -Infinity;
    const to = state.to ? dayOf(state.to) : Infinity;
    const ranged = Boolean(state.from || state.to);
    const sums = this.facets.map(({ values }) => new Uint32Array(values.length));
    const years = {};
    const left = unknown ? [] : results.filter((result) => {
      const row = this.rows.get(result.id);
      const day = this.days[row];
      const isIn = !ranged || (day !== null && day >= from && day <= to);
      // The selection that this result fails: "" for none, null for several.
      let fails = isIn ? "" : "date";
      this.facets.forEach((facet, at) => {
        if (chosen[at] && !some(facet, row, chosen[at])) fails = fails === "" ? facet.name : null;
      });
      if (fails === null) return false;
      this.facets.forEach((facet, at) => {
        if (fails && fails !== facet.name) return;
        for (let one = facet.starts[row]; one < facet.starts[row + 1]; one += 1) {
          sums[at][facet.numbers[one]] += 1;
        }
      });
      if ((!fails || fails === "date") && day !== null) {
        const year = yearOf(day);
        years[year] = (years[year] ?? 0) + 1;
      }
      return !fails;
    });
    const counts = { year: years };
    this.facets.forEach(({ name, values }, at) => {
      counts[name] = Object.fromEntries(values.map((value, one) => [value, sums[at][one]]));
    });
    return { results: left, counts };
  }
}

// Decodes the values of each page from the first values of all pages, the differences between second
// and first values, and so on.
const rowsOf = (steps, starts) => {
  const numbers = new Uint32Array(steps.length);
  let at = 0;
  for (let column = 0; at < steps.length; column += 1) {
    for (let row = 0; row + 1 < starts.length; row += 1) {
      const place = starts[row] + column;
      if (place >= starts[row + 1]) continue;
      numbers[place] = steps[at] + (column ? numbers[place - 1] : 0);
      at += 1;
    }
  }
  return numbers;
};

const some = ({ starts, numbers }, row, wanted) => {
  for (let at = starts[row]; at < starts[row + 1]; at += 1) if (wanted.has(numbers[at])) return true;
  return false;
};
