// The search page: the same list with facets, dates and sort order, all stored in the address.
import { gettext, ngettext } from "../messages.js";
import { Dates } from "./dates.js";
import { element } from "./dom.js";
import { Engine } from "./engine.js";
import { Facets } from "./facets.js";
import { ResultList } from "./list.js";
import { isNarrowed, readState, writeState } from "./state.js";

export const makePage = async (root) => {
  const engine = new Engine();
  let state = readState(window.location.search);
  let last = null;

  const list = new ResultList(engine, {
    id: "archive-search-page",
    label: gettext("Search the archive"),
    page: 10,
    parts: 3,
    facets: true,
    onenter: () => record(true),
    onresults: (found) => {
      last = found;
      paint();
    },
  });
  // Typing replaces the current history entry; a selection adds a new one.
  const record = (push) => {
    const address = window.location.pathname + writeState(state);
    if (address === window.location.pathname + window.location.search) return;
    window.history[push ? "pushState" : "replaceState"](null, "", address);
  };
  const paint = () => {
    facets.show(state, last.counts);
    dates.show(state, last.counts.year, engine.table.years);
    const number = Object.values(state.facets).flat().length + (state.from || state.to ? 1 : 0);
    panelTitle.textContent = number
      ? ngettext("Filters ({count})", "Filters ({count})", number)
      : gettext("Filters");
  };
  const change = (edit) => {
    if (!edit) {
      if (last) paint();
      return;
    }
    edit(state);
    record(true);
    list.show(state);
  };
  const facets = new Facets(change);
  const dates = new Dates(change);
  const order = element(
    "select",
    {
      id: "archive-search-order",
      onchange: () =>
        change((one) => {
          one.sort = order.value;
        }),
    },
    element("option", { value: "relevance" }, gettext("Relevance")),
    element("option", { value: "date" }, gettext("Newest first")),
  );
  const panelTitle = element("summary", {}, gettext("Filters"));
  const panel = element(
    "details",
    { class: "archive-search__panel" },
    panelTitle,
    dates.box,
    facets.box,
  );
  const wide = window.matchMedia("(min-width: 60em)");
  const unfold = () => {
    panel.open = wide.matches;
  };
  wide.addEventListener("change", unfold);
  unfold();

  const fill = () => {
    list.input.value = state.q;
    order.value = state.sort;
  };
  list.input.addEventListener("input", () => {
    state.q = list.input.value;
    record(false);
    list.show(state, { pause: true });
  });
  window.addEventListener("popstate", () => {
    state = readState(window.location.search);
    fill();
    list.show(state);
  });

  root.classList.add("archive-search-page");
  root.append(
    element("div", { class: "archive-search__bar", role: "search" }, list.input),
    element(
      "div",
      { class: "archive-search__told" },
      list.status,
      element(
        "label",
        { class: "archive-search__order" },
        element("span", {}, gettext("Sort by")),
        " ",
        order,
      ),
    ),
    facets.chips,
    element(
      "div",
      { class: "archive-search__columns" },
      element("section", { "aria-label": gettext("Filters") }, panel),
      element(
        "section",
        { "aria-label": gettext("Results"), class: "archive-search__main" },
        list.offer,
        list.list,
        list.more,
      ),
    ),
  );
  facets.chips.hidden = true;
  fill();
  if (!state.q && !isNarrowed(state)) list.input.focus();
  await list.show(state);
};
