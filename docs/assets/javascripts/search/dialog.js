// The search dialog, which opens on any page: a combobox. The box keeps the focus; the arrows move
// through the list (WAI-ARIA Authoring Practices, "Editable Combobox With List Autocomplete").
import { gettext } from "../messages.js";
import { button, element } from "./dom.js";
import { loadEngine } from "./engine.js";
import { PAUSE, factsOf, marked, told } from "./results.js";
import { emptyState, writeState } from "./state.js";

const SHOWN = 6;

export const makeDialog = (header, base) => {
  const search = loadEngine(base);
  const state = emptyState();
  let active = null;
  const all = element("a", { class: "archive-search__all", hidden: true }, gettext("Filter and see all"));
  const status = element("p", { class: "archive-search__status", role: "status" });
  const list = element("div", {
    id: "archive-search-list",
    role: "listbox",
    class: "archive-search__list",
    "aria-label": gettext("Results"),
    hidden: true,
  });
  const input = element("input", {
    type: "text",
    role: "combobox",
    class: "archive-search__input",
    placeholder: gettext("Search briefs, countries, organizations …"),
    "aria-label": gettext("Search the archive"),
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "search",
  });
  const dialog = element(
    "dialog",
    { class: "archive-search-dialog", "aria-label": gettext("Search") },
    element(
      "div",
      { class: "archive-search__bar", role: "search" },
      input,
      button(gettext("Close"), () => dialog.close(), { class: "archive-search__close" }),
    ),
    element("div", { class: "archive-search__told" }, status, all),
    list,
  );
  header.append(dialog);

  const point = (option) => {
    active?.setAttribute("aria-selected", "false");
    active = option;
    if (!option) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const option = ({ url, title, excerpt = [], ...facts }, at) =>
    element(
      "a",
      { role: "option", id: `archive-search-${at}`, class: "archive-search__result", href: url, tabindex: "-1", "aria-selected": "false" },
      element("span", { class: "archive-search__title", dir: "auto" }, title),
      " ",
      element("span", { class: "archive-search__meta" }, factsOf(facts)),
      " ",
      element("span", { class: "archive-search__excerpt", dir: "auto" }, marked(excerpt)),
    );
  const show = (results, text) => {
    point(null);
    list.replaceChildren(...results.map(option));
    list.hidden = !results.length;
    input.setAttribute("aria-expanded", String(Boolean(results.length)));
    status.textContent = text;
  };
  const ask = async () => {
    state.q = input.value;
    all.hidden = !state.q.trim();
    all.href = new URL(`search/${writeState(state)}`, base).href;
    if (all.hidden) {
      search.drop();
      show([], "");
      return;
    }
    try {
      const found = await search.ask(state, { first: SHOWN, most: SHOWN, pause: PAUSE });
      if (!found) return;
      const { own, shown, loose } = found;
      const top = own && { ...own, title: own.name, url: new URL(own.url, base).pathname };
      show([...(top ? [top] : []), ...shown, ...loose], told(state, found));
    } catch (error) {
      show([], gettext("Search could not be loaded. Check your connection."));
      status.dataset.error = String(error);
    }
  };
  const press = (event) => {
    if (event.isComposing) return;
    const options = [...list.children];
    const at = options.indexOf(active);
    const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? options.length - 1 : at - 1 }[event.key];
    if (to !== undefined && options.length) {
      event.preventDefault();
      point(options[to] ?? null);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (active) active.click();
      else window.location.assign(new URL(`search/${writeState(state)}`, base));
    } else if (event.key === "Escape" && active) {
      event.preventDefault();
      event.stopPropagation();
      point(null);
    }
  };
  input.addEventListener("keydown", press);
  input.addEventListener("input", ask);
  input.addEventListener("focus", () => search.load().catch(() => {}), { once: true });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  return {
    open: (typed) => {
      if (!dialog.open) dialog.showModal();
      input.focus();
      if (typed) {
        input.value = typed;
        ask();
      } else input.select();
    },
  };
};
