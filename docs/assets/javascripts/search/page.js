// The search page: a list of results with facets, dates and order, all stored in the address.
import { gettext, ngettext, pieces } from "../messages.js";
import { Dates } from "./dates.js";
import { button, element } from "./dom.js";
import { loadEngine } from "./engine.js";
import { Facets } from "./facets.js";
import { without } from "./query.js";
import { PAUSE, ownResult, pageResult, told, toldLoose } from "./results.js";
import { onSlash } from "./slash.js";
import { FACETS, isNarrowed, readState, writeState } from "./state.js";

const AT_ONCE = 10;

export const makePage = (root, base) => {
  // Facets by keys that the site declares: name and label.
  Object.assign(FACETS, JSON.parse(root.dataset.archiveFacets ?? "{}"));
  const search = loadEngine(base);
  const address = window.location;
  let state = readState(address.search);
  let found = null;
  let at = 0;

  const part = (name) => root.querySelector(`[data-archive-part="${name}"]`);
  const [input, status, order, results, panel] = ["input", "status", "order", "results", "panel"].map(part);
  const list = element("ol", { class: "archive-search__list" });
  const loose = element("ol", { class: "archive-search__list" });
  const line = element("p", { class: "archive-search__line", hidden: true });
  const help = element("div", { class: "archive-search__help" });
  const more = button(gettext("Show more"), () => extend(), { class: "archive-search__more", hidden: true });
  const facets = new Facets((edit) => change(edit));
  const dates = new Dates((edit) => change(edit));
  panel.append(dates.box, facets.box);
  facets.chips.hidden = true;
  results.replaceChildren(facets.chips, help, list, more, line, loose);

  // Typing replaces the current history entry; a selection adds a new one.
  const record = (push) => {
    const next = address.pathname + writeState(state);
    if (next === address.pathname + address.search) return;
    window.history[push ? "pushState" : "replaceState"](null, "", next);
  };
  const paint = () => {
    facets.show(state, found.counts);
    dates.show(state, found.years, search.table.years);
    const number = Object.values(state.facets).flat().length + (state.from || state.to ? 1 : 0);
    panel.querySelector("summary").textContent = number
      ? ngettext("Filters ({count})", "Filters ({count})", number)
      : gettext("Filters");
  };
  const change = (edit) => {
    if (!edit) {
      if (found) paint();
      return;
    }
    edit(state);
    record(true);
    show();
  };
  const extend = async () => {
    const of = found;
    const next = of.ids.slice(at, at + AT_ONCE).map((id) => ({ id }));
    const results = await search.show(next, of);
    if (of === found) append(results, next.length);
  };
  const append = (results, number) => {
    list.append(...results.map(pageResult));
    at += number;
    more.hidden = at >= found.ids.length;
  };

  const show = async (pause = 0) => {
    try {
      const next = await search.ask(state, { first: AT_ONCE, most: AT_ONCE, pause });
      if (!next) return;
      found = next;
      at = 0;
      list.replaceChildren(...(found.own ? [ownResult(found.own, base)] : []));
      append(found.shown, AT_ONCE);
      // What all of them contain is said above them.
      const most = new Set(found.loose.flatMap(({ words }) => words)).size;
      const alike = (words) => (words.length < most ? words : []);
      loose.replaceChildren(...found.loose.map((one) => pageResult({ ...one, words: alike(one.words) })));
      line.hidden = !found.loose.length;
      line.textContent = line.hidden ? "" : toldLoose(found);
      status.textContent = told(state, found);
      help.replaceChildren(...helpOf(found));
      paint();
    } catch (error) {
      for (const one of [list, loose, help]) one.replaceChildren();
      more.hidden = true;
      line.hidden = true;
      status.textContent = gettext("Search could not be loaded. Check your connection.");
      status.dataset.error = String(error);
    }
  };

  const link = (query, text) =>
    element("a", { href: address.pathname + writeState({ ...state, q: query }), dir: "auto" }, text ?? query);
  // What to try where little or nothing is found: each is a link.
  const helpOf = ({ ids, nearest, plan, units }) => {
    const said = [];
    if (nearest.length && !plan.own) {
      const links = nearest.flatMap(({ query }, at) => [at ? " · " : null, link(query)]);
      said.push(element("p", {}, ...pieces(gettext("Did you mean {query}?"), { query: links }).flat()));
    }
    if (ids.length || plan.isShort) return said;
    if (isNarrowed(state)) {
      const none = { ...state, facets: {}, all: new Set(), from: "", to: "" };
      const href = address.pathname + writeState({ ...readState(""), ...none, facets: readState("").facets });
      said.push(element("p", {}, element("a", { href }, gettext("Search without filters"))));
    }
    if (units.length > 1) {
      const rarest = units.reduce((one, two) => (two.rows.size < one.rows.size ? two : one));
      const query = without(plan, rarest.unit);
      said.push(element("p", {}, ...pieces(gettext("Search for {query} instead"), { query: link(query, `“${query}”`) })));
    }
    const indexes = root.querySelector('[data-archive-part="indexes"]').content.cloneNode(true);
    said.push(element("p", {}, indexes));
    return said;
  };

  const fill = () => {
    input.value = state.q;
    order.value = state.sort;
  };
  order.addEventListener("change", () =>
    change((one) => {
      one.sort = order.value;
    }));
  input.addEventListener("input", () => {
    state.q = input.value;
    record(false);
    show(PAUSE);
  });
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    record(true);
  });
  window.addEventListener("popstate", () => {
    state = readState(address.search);
    fill();
    show();
  });
  onSlash(() => {
    input.focus();
    input.select();
  });
  const wide = window.matchMedia("(min-width: 60em)");
  const unfold = () => {
    panel.open = wide.matches;
  };
  wide.addEventListener("change", unfold);
  unfold();
  fill();
  if (!state.q && !isNarrowed(state)) input.focus({ preventScroll: true });
  return show();
};
