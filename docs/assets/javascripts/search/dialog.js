// The search dialog, which opens on any page.
import { gettext } from "../messages.js";
import { element } from "./dom.js";
import { BASE, Engine } from "./engine.js";
import { ResultList } from "./list.js";
import { emptyState, writeState } from "./state.js";

export const makeDialog = (header) => {
  const engine = new Engine();
  const state = emptyState();
  const everything = () => new URL(`search/${writeState(state)}`, BASE).href;
  const all = element("a", { class: "archive-search__all", hidden: true }, gettext("Filter and see all"));
  const list = new ResultList(engine, {
    id: "archive-search-dialog",
    label: gettext("Search the archive"),
    page: 6,
    parts: 1,
    brief: true,
    facets: false,
    onenter: () => window.location.assign(everything()),
    onresults: () => {
      all.href = everything();
      all.hidden = false;
    },
  });
  const close = element("button", { type: "button", class: "archive-search__close" }, gettext("Close"));
  const dialog = element(
    "dialog",
    { class: "archive-search-dialog", "aria-label": gettext("Search") },
    element("div", { class: "archive-search__bar", role: "search" }, list.input, close),
    element("div", { class: "archive-search__told" }, list.status, all),
    list.offer,
    list.list,
  );
  header.append(dialog);

  const prepare = () => Promise.all([engine.load(), engine.loadNames()]).catch(() => {});
  list.input.addEventListener("focus", prepare, { once: true });
  list.input.addEventListener("input", () => {
    state.q = list.input.value;
    if (state.q.trim()) {
      list.show(state, { pause: true });
    } else {
      list.clear();
      all.hidden = true;
    }
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  return {
    open: (typed) => {
      if (!dialog.open) dialog.showModal();
      list.input.focus();
      if (!typed) {
        list.input.select();
        return;
      }
      list.input.value = typed;
      list.input.dispatchEvent(new Event("input"));
    },
  };
};
