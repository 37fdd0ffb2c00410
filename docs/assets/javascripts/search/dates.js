// The date range: two fields, and a histogram of years to select from by dragging.
import { gettext, pgettext } from "../messages.js";
import { element } from "./dom.js";

export class Dates {
  constructor(onchange) {
    this.onchange = onchange;
    this.bars = element("div", { class: "archive-years__bars", "aria-hidden": "true" });
    this.scale = element("div", { class: "archive-years__scale", "aria-hidden": "true" });
    this.from = this.field("from");
    this.to = this.field("to");
    this.box = element(
      "fieldset",
      { class: "archive-years" },
      element("legend", {}, gettext("Date")),
      this.bars,
      this.scale,
      element(
        "div",
        { class: "archive-years__fields" },
        element("label", {}, element("span", {}, pgettext("date", "From")), " ", this.from),
        element("label", {}, element("span", {}, pgettext("date", "To")), " ", this.to),
      ),
    );
    this.bars.addEventListener("pointerdown", (event) => this.begin(event));
    this.bars.addEventListener("pointermove", (event) => this.drag(event));
    this.bars.addEventListener("pointerup", (event) => this.end(event));
    this.bars.addEventListener("pointercancel", () => this.cancel());
  }

  field(name) {
    const field = element("input", {
      type: "date",
      onchange: () =>
        this.onchange((state) => {
          state[name] = field.value;
        }),
    });
    return field;
  }

  show(state, counts, years) {
    this.from.value = state.from;
    this.to.value = state.to;
    this.from.max = state.to;
    this.to.min = state.from;
    const first = Number(years[0]);
    const last = Number(years.at(-1));
    this.box.hidden = !years.length;
    if (!years.length || this.dragging) return;
    this.years = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    const most = Math.max(1, ...this.years.map((year) => counts?.[year] ?? 0));
    this.bars.replaceChildren(
      ...this.years.map((year) => {
        const number = counts?.[year] ?? 0;
        const inside = element("i");
        inside.style.height = number ? `${Math.max(4, (100 * number) / most)}%` : "0";
        const bar = element("span", { title: `${year}: ${number}`, "data-year": year }, inside);
        bar.classList.toggle("is-out", !this.within(state, year));
        return bar;
      }),
    );
    this.scale.replaceChildren(
      element("span", {}, String(first)),
      last > first ? element("span", {}, String(last)) : "",
    );
  }

  within(state, year) {
    return (
      (!state.from || `${year}-12-31` >= state.from) && (!state.to || `${year}-01-01` <= state.to)
    );
  }

  yearAt(event) {
    const { left, width } = this.bars.getBoundingClientRect();
    const part = (event.clientX - left) / Math.max(1, width);
    const at = Math.floor(part * this.years.length);
    return this.years[Math.min(this.years.length - 1, Math.max(0, at))];
  }

  begin(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.bars.setPointerCapture(event.pointerId);
    const year = this.yearAt(event);
    this.dragging = [year, year];
    this.mark();
  }

  drag(event) {
    if (!this.dragging) return;
    this.dragging[1] = this.yearAt(event);
    this.mark();
  }

  end(event) {
    if (!this.dragging) return;
    this.drag(event);
    const [first, last] = [...this.dragging].sort((one, two) => one - two);
    this.dragging = null;
    this.onchange((state) => {
      state.from = `${first}-01-01`;
      state.to = `${last}-12-31`;
    });
  }

  cancel() {
    this.dragging = null;
    this.onchange(null);
  }

  mark() {
    const [first, last] = [...this.dragging].sort((one, two) => one - two);
    for (const bar of this.bars.children) {
      const year = Number(bar.dataset.year);
      bar.classList.toggle("is-out", year < first || year > last);
    }
  }
}
