// The combobox: a text box and the list of results below it. The box keeps the focus; the arrows
// move through the list (WAI-ARIA Authoring Practices, "Editable Combobox With List Autocomplete").
import { gettext, locale, ngettext, pieces } from "../messages.js";
import { dateText, element, marked } from "./dom.js";

const CHIPS = 4;
const PAUSE = 40;

export class ResultList {
  // `settings`: id, label, page (number of results at a time), parts (number of headings of each),
  // facets (whether to count values), onresults, onenter.
  constructor(engine, settings) {
    this.engine = engine;
    this.settings = settings;
    this.turn = 0;
    this.active = null;
    const { id, label } = settings;
    this.input = element("input", {
      id: `${id}-input`,
      type: "text",
      role: "combobox",
      class: "archive-search__input",
      placeholder: gettext("Search briefs, countries, organizations …"),
      "aria-label": label,
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `${id}-list`,
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "search",
      onkeydown: (event) => this.press(event),
    });
    this.status = element("p", { class: "archive-search__status", role: "status" });
    this.offer = element("p", { class: "archive-search__offer", hidden: true });
    this.list = element("div", {
      id: `${id}-list`,
      role: "listbox",
      class: "archive-search__list",
      "aria-label": gettext("Results"),
      hidden: true,
    });
    this.more = element(
      "button",
      { type: "button", class: "archive-search__more", hidden: true, onclick: () => this.extend() },
      gettext("Show more"),
    );
  }

  // Shows the results of a state; a later call cancels an earlier one.
  async show(state, { pause = false } = {}) {
    this.turn += 1;
    const turn = this.turn;
    if (pause) await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (turn !== this.turn) return;
    try {
      const found = await this.engine.run(state, { facets: this.settings.facets });
      if (turn !== this.turn) return;
      const first = await this.load(found, 0);
      if (turn !== this.turn) return;
      this.found = found;
      this.shown = 0;
      this.list.replaceChildren();
      this.point(null);
      if (found.own) this.list.append(this.ownOption(found.own));
      this.append(first);
      this.tell(state, found);
      this.settings.onresults?.(found);
    } catch (error) {
      if (turn !== this.turn) return;
      this.clear();
      this.status.textContent = gettext(
        "Search could not be loaded. Check your connection.",
      );
      this.status.dataset.error = String(error);
    }
  }

  clear() {
    this.turn += 1;
    this.list.replaceChildren();
    this.expand();
    this.status.textContent = "";
    this.offer.hidden = true;
    this.more.hidden = true;
  }

  load(found, from) {
    const { page } = this.settings;
    const shown = found.results.slice(from, from + page);
    return Promise.all(shown.map((one) => this.engine.show(one, found.plan.forms)));
  }

  async extend() {
    const { turn } = this;
    const next = await this.load(this.found, this.shown);
    if (turn === this.turn) this.append(next);
  }

  append(loaded) {
    for (const data of loaded) {
      const own = this.found.own && data.url === new URL(this.found.own.url, this.engine.base).pathname;
      if (!own) this.list.append(this.group(data));
    }
    this.shown += loaded.length;
    this.more.hidden = this.settings.brief || this.shown >= this.found.results.length;
    this.expand();
  }

  expand() {
    const filled = Boolean(this.list.firstChild);
    this.list.hidden = !filled;
    this.input.setAttribute("aria-expanded", String(filled));
    this.options().forEach((option, at) => {
      option.id = `${this.settings.id}-${at}`;
    });
  }

  tell(state, found) {
    const query = shorten(unquoted(state.q.trim()));
    this.status.textContent = found.plan.short
      ? gettext("Type some more letters")
      : without(told(found.results.length, query), found.plan.dropped);
    this.offer.hidden = !found.suggestion;
    this.offer.replaceChildren();
    if (found.suggestion) {
      const take = () => {
        this.input.value = found.suggestion;
        this.input.dispatchEvent(new Event("input", { bubbles: true }));
        this.input.focus();
      };
      const button = element("button", { type: "button", onclick: take }, found.suggestion);
      this.offer.append(...pieces(gettext("Did you mean {query}?"), { query: button }));
    }
  }

  ownOption(actor) {
    const briefs = actor.count && ngettext("{count} brief", "{count} briefs", actor.count);
    return this.option(
      new URL(actor.url, this.engine.base).pathname,
      "archive-search__result archive-search__result--own",
      element("span", { class: "archive-search__title", dir: "auto" }, actor.name),
      element(
        "span",
        { class: "archive-search__meta" },
        [actor.type, actor.acronym, briefs].filter(Boolean).join(" · "),
      ),
    );
  }

  group(data) {
    const { title, type, date, names } = data.meta;
    const chips = names && names !== "–" ? names.split(" · ") : [];
    const when = dateText(date ?? "");
    const main = this.option(
      data.url,
      "archive-search__result",
      element("span", { class: "archive-search__title", dir: "auto" }, title),
      element(
        "span",
        { class: "archive-search__meta" },
        element("span", { class: "archive-search__type" }, type ?? ""),
        when ? " · " : null,
        when ? element("time", { datetime: date }, when) : null,
      ),
      element("span", { class: "archive-search__excerpt", dir: "auto" }, marked(data.excerpt), " …"),
      chips.length ? this.chips(chips) : null,
    );
    const parts = data.sub_results
      .filter((part) => part.url.includes("#"))
      .slice(0, this.settings.parts)
      .map((part) =>
        this.option(
          part.url,
          "archive-search__part",
          element("span", { class: "archive-search__heading", dir: "auto" }, part.title),
          element("span", { class: "archive-search__excerpt", dir: "auto" }, marked(part.excerpt), " …"),
        ),
      );
    return element("div", { role: "group", "aria-label": title }, main, parts);
  }

  chips(names) {
    const rest = names.length - CHIPS;
    const shown = names.slice(0, CHIPS).map((name) => [element("span", {}, name), " "]);
    const more = rest > 0 ? element("span", { class: "archive-search__rest" }, `+${rest}`) : null;
    return element("span", { class: "archive-search__chips" }, shown.flat(), more);
  }

  option(href, name, ...children) {
    return element(
      "a",
      { role: "option", class: name, href, tabindex: "-1", "aria-selected": "false" },
      children.flatMap((child) => (child ? [child, " "] : [])),
    );
  }

  options() {
    return [...this.list.querySelectorAll('[role="option"]')];
  }

  point(option) {
    this.active?.setAttribute("aria-selected", "false");
    this.active = option;
    if (!option) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  press(event) {
    if (event.isComposing) return;
    const options = this.options();
    const at = options.indexOf(this.active);
    const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? options.length - 1 : at - 1 }[event.key];
    if (to !== undefined && options.length) {
      event.preventDefault();
      this.point(options[to] ?? null);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (this.active) this.active.click();
      else this.settings.onenter?.();
    } else if (event.key === "Escape" && this.active) {
      event.preventDefault();
      event.stopPropagation();
      this.point(null);
    }
  }
}

// The number of results of a query; of all pages if there is no query.
const told = (number, query) => {
  if (!query) {
    return number ? ngettext("{count} result", "{count} results", number) : gettext("Nothing found");
  }
  return number
    ? ngettext("{count} result for “{query}”", "{count} results for “{query}”", number, { query })
    : gettext("Nothing found for “{query}”", { query });
};

const without = (results, dropped) => {
  if (!dropped?.length) return results;
  const list = new Intl.ListFormat(locale, { type: "unit", style: "short" });
  const words = list.format(dropped.map((word) => gettext("“{word}”", { word })));
  const few = ngettext(
    "few pages have all words; {words} may be missing",
    "few pages have all words; {words} may be missing",
    dropped.length,
    { words },
  );
  return gettext("{results} – {few}", { results, few });
};

const unquoted = (text) => /^["“”«»]([^"“”«»]+)["“”«»]$/.exec(text)?.[1] ?? text;

const shorten = (text) => (text.length > 80 ? `${text.slice(0, 79)}…` : text);
