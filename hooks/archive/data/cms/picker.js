// The field of names for large registries: a box that suggests a few names while one types.
// Sveltia CMS's own field renders all names when it is opened, which takes seconds for thousands.

const { add, remove, more } = document.currentScript.dataset
const SHOWN = 20

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
const plain = (value) => (value && typeof value.toJS === "function" ? value.toJS() : value)

let loading
const load = () => (loading ??= fetch("names.json").then((answer) => answer.json()))

// Names that begin with what was typed come first, then those that have a word that does.
function search(rows, typed) {
  const found = [[], [], []]
  for (const row of rows) {
    const text = (row.text ??= fold(`${row.name} · ${row.also}`))
    const at = text.indexOf(typed)
    if (at >= 0) found[at === 0 ? 0 : /[\p{L}\p{N}]/u.test(text[at - 1]) ? 2 : 1].push(row)
    if (found[0].length >= SHOWN) break
  }
  return found.flat()
}

const Control = createClass({
  getInitialState() {
    return { typed: "", rows: [], at: 0 }
  },

  componentDidMount() {
    load().then((lists) => this.setState({ rows: lists[this.props.field.get("list")] ?? [] }))
  },

  chosen() {
    const value = plain(this.props.value)
    return Array.isArray(value) ? value : value ? [value] : []
  },

  choose(name) {
    const isMany = this.props.field.get("multiple")
    const chosen = this.chosen().filter((one) => one !== name)
    this.props.onChange(isMany ? [...chosen, name] : name)
    this.setState({ typed: "", at: 0 })
  },

  remove(name) {
    const chosen = this.chosen().filter((one) => one !== name)
    this.props.onChange(this.props.field.get("multiple") ? chosen : "")
  },

  isValid() {
    const isMissing = this.props.field.get("required") !== false && !this.chosen().length
    return isMissing ? { error: { message: add } } : true
  },

  press(event, found) {
    const { at } = this.state
    if (event.key === "ArrowDown") this.setState({ at: Math.min(at + 1, found.length - 1) })
    else if (event.key === "ArrowUp") this.setState({ at: Math.max(at - 1, 0) })
    else if (event.key === "Enter" && found[at]) this.choose(found[at].name)
    else if (event.key === "Escape") this.setState({ typed: "", at: 0 })
    else return
    event.preventDefault()
    event.stopPropagation()
  },

  render() {
    const { typed, rows, at } = this.state
    const all = typed.trim() ? search(rows, fold(typed.trim())) : []
    const found = all.slice(0, SHOWN)
    const list = `${this.props.forID}-list`
    const active = found[at] ? `${list}-${at}` : undefined
    return h("div", { style: { display: "grid", gap: "0.5rem" } },
      this.chosen().length > 0 && h("ul", { style: { display: "flex", flexWrap: "wrap", gap: "0.4rem", margin: 0, padding: 0, listStyle: "none" } },
        this.chosen().map((name) => h("li", { key: name, style: { padding: "0.15rem 0.15rem 0.15rem 0.6rem", borderRadius: "1rem", background: "var(--sui-secondary-background-color, #eee)" } },
          h("span", null, name),
          h("button", { type: "button", "aria-label": remove.replace("{name}", name), onClick: () => this.remove(name), style: { border: 0, padding: "0 0.5rem", background: "none", color: "inherit", font: "inherit", cursor: "pointer" } }, "×")))),
      h("input", {
        id: this.props.forID,
        className: this.props.classNameWrapper,
        type: "text",
        role: "combobox",
        autoComplete: "off",
        placeholder: add,
        "aria-label": add,
        "aria-expanded": found.length > 0,
        "aria-controls": list,
        "aria-activedescendant": active,
        value: typed,
        onChange: (event) => this.setState({ typed: event.target.value, at: 0 }),
        onKeyDown: (event) => this.press(event, found),
      }),
      found.length > 0 && h("ul", { id: list, role: "listbox", style: { margin: 0, padding: 0, listStyle: "none", border: "1px solid var(--sui-control-border-color, #999)", borderRadius: "0.25rem" } },
        found.map((row, index) => h("li", {
          key: row.name,
          id: `${list}-${index}`,
          role: "option",
          "aria-selected": index === at,
          onMouseDown: (event) => { event.preventDefault(); this.choose(row.name) },
          style: { padding: "0.25rem 0.6rem", cursor: "pointer", background: index === at ? "var(--sui-hover-background-color, #ddd)" : "none" },
        }, row.name, row.also && h("span", { style: { marginInlineStart: "0.6rem", opacity: 0.7, fontSize: "0.85em" } }, row.also)))),
      all.length > SHOWN && h("p", { style: { margin: 0, fontSize: "0.85em" } }, more))
  },
})

const Preview = createClass({
  render() {
    const value = plain(this.props.value)
    return h("p", null, (Array.isArray(value) ? value : [value ?? ""]).join(", "))
  },
})

CMS.registerFieldType("archive-names", Control, Preview)
