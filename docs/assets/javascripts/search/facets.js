// The facets: checkboxes with counts, and the selected values as chips that can be removed.
import { gettext, locale, ngettext } from "../messages.js";
import { dateText, element } from "./dom.js";
import { FACETS } from "./state.js";

const FEW = 7;

export class Facets {
  constructor(onchange) {
    this.onchange = onchange;
    this.long = new Set();
    this.folded = new Set(["event"]);
    this.box = element("div", { class: "archive-facets" });
    this.chips = element("ul", { class: "archive-chosen", "aria-label": gettext("Chosen filters") });
  }

  show(state, counts) {
    const focused = document.activeElement?.dataset.facetKey;
    this.box.replaceChildren(
      ...Object.keys(FACETS)
        .map((name) => this.facet(name, state, counts[name] ?? {}))
        .filter(Boolean),
    );
    if (focused) this.box.querySelector(`[data-facet-key="${CSS.escape(focused)}"]`)?.focus();
    this.showChosen(state);
  }

  facet(name, state, counts) {
    const chosen = new Set(state.facets[name]);
    const values = Object.entries(counts).filter(([value, count]) => count || chosen.has(value));
    for (const value of chosen) if (!(value in counts)) values.push([value, 0]);
    if (!values.length) return null;
    values.sort(
      ([one, few], [two, many]) =>
        chosen.has(two) - chosen.has(one) || many - few || one.localeCompare(two, locale),
    );
    const all = this.long.has(name);
    const shown = all ? values : values.slice(0, Math.max(FEW, chosen.size));
    const rows = shown.map(([value, count]) => this.row(name, value, count, chosen.has(value)));
    const title = element("summary", {}, gettext(FACETS[name]));
    const facet = element(
      "details",
      { open: !this.folded.has(name) },
      title,
      element("ul", { "aria-label": gettext(FACETS[name]) }, rows),
      values.length > FEW ? this.moreButton(name, all, values.length) : null,
    );
    facet.addEventListener("toggle", () => {
      if (facet.open) this.folded.delete(name);
      else this.folded.add(name);
    });
    return facet;
  }

  row(name, value, count, checked) {
    const box = element("input", {
      type: "checkbox",
      "data-facet": name,
      "data-facet-key": `${name}=${value}`,
      value,
      onchange: () => this.onchange((state) => toggle(state.facets[name], value)),
    });
    box.checked = checked;
    const number = element("span", { class: "archive-facets__count" }, String(count));
    const text = element("span", { class: "archive-facets__value" }, value);
    return element("li", {}, element("label", {}, box, " ", text, " ", number));
  }

  moreButton(name, all, number) {
    const press = () => {
      if (all) this.long.delete(name);
      else this.long.add(name);
      this.onchange(null);
    };
    return element(
      "button",
      { type: "button", "data-facet-key": `${name} more`, onclick: press },
      all ? gettext("Fewer") : ngettext("All {count}", "All {count}", number),
    );
  }

  showChosen(state) {
    const chips = Object.entries(state.facets).flatMap(([name, values]) =>
      values.map((value) =>
        chip(gettext(FACETS[name]), value, () => this.onchange((one) => toggle(one.facets[name], value))),
      ),
    );
    if (state.from || state.to) {
      const text = [state.from, state.to].map((day) => (day ? dateText(day) : "…")).join(" – ");
      chips.push(
        chip(gettext("Date"), text, () => this.onchange((one) => Object.assign(one, { from: "", to: "" }))),
      );
    }
    if (chips.length > 1) {
      const clear = () =>
        this.onchange((one) => {
          Object.assign(one, { from: "", to: "" });
          for (const values of Object.values(one.facets)) values.length = 0;
        });
      chips.push(
        element("li", {}, element("button", { type: "button", onclick: clear }, gettext("Clear all"))),
      );
    }
    this.chips.replaceChildren(...chips);
    this.chips.hidden = !chips.length;
  }
}

const toggle = (values, value) => {
  const at = values.indexOf(value);
  if (at < 0) values.push(value);
  else values.splice(at, 1);
};

const chip = (facet, value, onclick) =>
  element(
    "li",
    {},
    element(
      "button",
      {
        type: "button",
        class: "archive-chosen__chip",
        "aria-label": gettext("Remove {facet}: {value}", { facet, value }),
        onclick,
      },
      element("span", { class: "archive-chosen__facet" }, facet),
      " ",
      value,
      element("span", { "aria-hidden": "true", class: "archive-chosen__cross" }, "×"),
    ),
  );
