// The date range: two fields, and a histogram of years to select from by dragging.
import { gettext, pgettext } from "../messages.js";
import { element } from "./dom.js";

export class Dates {
  constructor(onchange) {
    this.onchange = onchange;
    this.bars = element("div", {
      class: "archive-years__bars",
      "aria-hidden": "true",
      onpointerdown: (event) => this.begin(event),
      onpointermove: (event) => this.drag(event),
      onpointerup: (event) => this.end(event),
      onpointercancel: () => {
        this.dragging = null;
        this.onchange(null);
      },
    });
    this.scale = element("div", { class: "archive-years__scale", "aria-hidden": "true" });
    const label = (text, field) => element("label", {}, element("span", {}, text), " ", field);
    this.from = this.field("from");
    this.to = this.field("to");
    const fields = [label(pgettext("date", "From"), this.from), label(pgettext("date", "To"), this.to)];
    this.box = element(
      "fieldset",
      { class: "archive-years" },
      element("legend", {}, gettext("Date")),
      this.bars,
      this.scale,
      element("div", { class: "archive-years__fields" }, fields),
    );
  }

  field(name) {
    const edit = (state) => Object.assign(state, { [name]: field.value });
    const field = element("input", { type: "date", onchange: () => this.onchange(edit) });
    return field;
  }

  show(state, counts, years) {
    this.from.value = state.from;
    this.to.value = state.to;
    this.from.max = state.to;
    this.to.min = state.from;
    this.box.hidden = !years.length;
    if (!years.length || this.dragging) return;
    const [first, last] = [Number(years[0]), Number(years.at(-1))];
    this.years = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    const most = Math.max(1, ...this.years.map((year) => counts[year] ?? 0));
    this.bars.replaceChildren(
      ...this.years.map((year) => {
        const number = counts[year] ?? 0;
        const inside = element("i");
        inside.style.height = number ? `${Math.max(4, (100 * number) / most)}%` : "0";
        return element("span", { title: `${year}: ${number}`, "data-year": year }, inside);
      }),
    );
    this.mark((year) => (!state.from || `${year}-12-31` >= state.from) && (!state.to || `${year}-01-01` <= state.to));
    const ends = [...new Set([first, last])].map((year) => element("span", {}, String(year)));
    this.scale.replaceChildren(...ends);
  }

  yearAt(event) {
    const { left, width } = this.bars.getBoundingClientRect();
    const at = Math.floor(((event.clientX - left) / Math.max(1, width)) * this.years.length);
    return this.years[Math.min(this.years.length - 1, Math.max(0, at))];
  }

  begin(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.bars.setPointerCapture(event.pointerId);
    const year = this.yearAt(event);
    this.dragging = [year, year];
    this.drag(event);
  }

  drag(event) {
    if (!this.dragging) return;
    this.dragging[1] = this.yearAt(event);
    const [first, last] = this.range();
    this.mark((year) => year >= first && year <= last);
  }

  end(event) {
    if (!this.dragging) return;
    this.drag(event);
    const [first, last] = this.range();
    this.dragging = null;
    this.onchange((state) => Object.assign(state, { from: `${first}-01-01`, to: `${last}-12-31` }));
  }

  range() {
    return [...this.dragging].sort((one, two) => one - two);
  }

  mark(isIn) {
    for (const bar of this.bars.children) bar.classList.toggle("is-out", !isIn(Number(bar.dataset.year)));
  }
}
