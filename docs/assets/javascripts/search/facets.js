// The facets: checkboxes with counts, and the selected values as chips that can be removed.
import { fold } from "../fold.js";
import { gettext, locale, ngettext, pgettext } from "../messages.js";
import { button, dateText, element } from "./dom.js";
import { FACETS, NONE, SEVERAL } from "./state.js";

const SHORT_LIST = 7;

const nameOf = (value) => (value === NONE ? pgettext("facet", "None") : value);

const toggle = (values, value) => {
  const at = values.indexOf(value);
  if (at < 0) values.push(value);
  else values.splice(at, 1);
};

export class Facets {
  constructor(onchange) {
    this.onchange = onchange;
    this.typed = {};
    this.long = new Set();
    this.folded = new Set(["event"]);
    this.box = element("div", { class: "archive-facets" });
    this.chips = element("ul", { class: "archive-chosen", "aria-label": gettext("Chosen filters") });
  }

  show(state, counts) {
    const { dataset, selectionStart } = document.activeElement ?? {};
    const key = dataset?.facetKey;
    this.box.replaceChildren(
      ...Object.keys(FACETS)
        .map((name) => this.facet(name, state, counts[name] ?? {}))
        .filter(Boolean),
    );
    const focused = key && this.box.querySelector(`[data-facet-key="${CSS.escape(key)}"]`);
    if (focused) {
      focused.focus({ preventScroll: true });
      if (focused.type === "search") focused.setSelectionRange(selectionStart, selectionStart);
    }
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
    const label = gettext(FACETS[name]);
    const wanted = fold(this.typed[name] ?? "");
    const matching = wanted
      ? values.filter(([value]) => chosen.has(value) || fold(nameOf(value)).includes(wanted))
      : values;
    const shown = this.long.has(name) || wanted ? matching : matching.slice(0, Math.max(SHORT_LIST, chosen.size));
    const facet = element(
      "details",
      { open: !this.folded.has(name) },
      element("summary", {}, label),
      SEVERAL.includes(name) && chosen.size > 1 ? this.mode(name, state) : null,
      values.length > SHORT_LIST ? this.finder(name, label) : null,
      element("ul", { "aria-label": label }, shown.map(([value, count]) => this.row(name, value, count, chosen.has(value)))),
      values.length > SHORT_LIST && !wanted ? this.moreButton(name, values.length) : null,
    );
    facet.addEventListener("toggle", () => this.folded[facet.open ? "delete" : "add"](name));
    return facet;
  }

  // Any of the chosen values, or all of them.
  mode(name, state) {
    const choose = (isAll) => () =>
      this.onchange((one) => one.all[isAll ? "add" : "delete"](name));
    const choice = (text, isAll) => {
      const box = element("input", {
        type: "radio", name: `archive-${name}-mode`, "data-facet-key": `${name}-${isAll ? "all" : "any"}`,
        onchange: choose(isAll),
      });
      box.checked = state.all.has(name) === isAll;
      return element("label", {}, box, " ", text);
    };
    return element(
      "fieldset",
      { class: "archive-facets__mode" },
      element("legend", {}, gettext("Briefs with")),
      choice(gettext("any of them"), false),
      choice(gettext("all of them"), true),
    );
  }

  finder(name, label) {
    const input = element("input", {
      type: "search",
      class: "archive-facets__find",
      "data-facet-key": `${name}-find`,
      "aria-label": gettext("Find in {facet}", { facet: label }),
      placeholder: gettext("Find"),
      oninput: () => {
        this.typed[name] = input.value;
        this.onchange(null);
      },
    });
    input.value = this.typed[name] ?? "";
    return input;
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
    const text = element("span", { class: "archive-facets__value" }, nameOf(value));
    return element("li", {}, element("label", {}, box, " ", text, " ", number));
  }

  moreButton(name, number) {
    const all = this.long.has(name);
    const press = () => {
      this.long[all ? "delete" : "add"](name);
      this.onchange(null);
    };
    const text = all ? gettext("Fewer") : ngettext("All {count}", "All {count}", number);
    return button(text, press, { "data-facet-key": `${name}-more` });
  }

  showChosen(state) {
    const dates = { from: "", to: "" };
    const chips = Object.entries(state.facets).flatMap(([name, values]) =>
      values.map((value) => this.chip(gettext(FACETS[name]), nameOf(value), (one) => toggle(one.facets[name], value))));
    if (state.from || state.to) {
      const text = [state.from, state.to].map((day) => (day ? dateText(day) : "…")).join(" – ");
      chips.push(this.chip(gettext("Date"), text, (one) => Object.assign(one, dates)));
    }
    if (chips.length > 1) {
      const clear = (one) => {
        Object.assign(one, dates);
        for (const values of Object.values(one.facets)) values.length = 0;
      };
      chips.push(element("li", {}, button(gettext("Clear all"), () => this.onchange(clear))));
    }
    this.chips.replaceChildren(...chips);
    this.chips.hidden = !chips.length;
  }

  chip(facet, value, remove) {
    const chip = button(element("span", { class: "archive-chosen__facet" }, facet), () => this.onchange(remove), {
      class: "archive-chosen__chip",
      "aria-label": gettext("Remove {facet}: {value}", { facet, value }),
    });
    chip.append(" ", value, element("span", { "aria-hidden": "true", class: "archive-chosen__cross" }, "×"));
    return element("li", {}, chip);
  }
}
