// What the search says of results: their number, and each of them.
import { gettext, locale, ngettext, pieces } from "../messages.js";
import { dateText, element } from "./dom.js";

const CHIPS = 4;

// Milliseconds after a keystroke in which another one may come.
export const PAUSE = 40;

const list = (words) => new Intl.ListFormat(locale, { type: "unit", style: "short" }).format(words);

const shorten = (text) => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

// The number of briefs, and of other pages, that a query finds.
export const told = (state, { plan, total, others, loose }) => {
  if (plan.isShort) return gettext("Type some more letters");
  const query = shorten(state.q.trim());
  if (!total && !others) {
    if (!query) return gettext("Nothing found");
    return loose.length
      ? gettext("No brief has “{query}”", { query })
      : gettext("Nothing found for “{query}”", { query });
  }
  const briefs = ngettext("{count} brief", "{count} briefs", total);
  const pages = ngettext("{count} other page", "{count} other pages", others);
  const counted = list([...(total || !others ? [briefs] : []), ...(others ? [pages] : [])]);
  return query ? gettext("{counted} for “{query}”", { counted, query }) : counted;
};

// The line above results that have only some of the words.
export const toldLoose = ({ loose }) => {
  const words = [...new Set(loose.flatMap((one) => one.words))];
  return gettext("Also containing {words}", { words: list(words) });
};

export const factsOf = ({ type, date, acronym, count }) => {
  const when = dateText(date ?? "");
  return [
    element("span", { class: "archive-search__type" }, type ?? ""),
    acronym ? " · " : null,
    acronym ? element("bdi", {}, acronym) : null,
    count ? " · " : null,
    count ? ngettext("{count} brief", "{count} briefs", count) : null,
    when ? " · " : null,
    when ? element("time", { datetime: date }, when) : null,
  ];
};

export const marked = (pieces) =>
  pieces.map(([text, isMarked]) => (isMarked ? element("mark", {}, text) : text));

export const chipsOf = (names) => {
  const rest = names.length - CHIPS;
  const shown = names.slice(0, CHIPS).flatMap((name) => [element("span", {}, name), " "]);
  const more = rest > 0 ? element("span", { class: "archive-search__rest" }, `+${rest}`) : null;
  return names.length ? element("p", { class: "archive-search__chips" }, shown, more) : null;
};

export const ownResult = (actor, base) =>
  element(
    "li",
    { class: "archive-search__result archive-search__result--own" },
    heading(new URL(actor.url, base).pathname, actor.name),
    element("p", { class: "archive-search__meta" }, factsOf(actor)),
  );

const heading = (href, title, lang) =>
  element("h2", { class: "archive-search__title" }, element("a", { href, lang, dir: "auto" }, title));

// Links to the other versions of a brief, each by the name of its language in that language.
const versionsOf = (others) => {
  const link = ({ url, title, lang }) =>
    element("a", { href: url, hreflang: lang, lang, title }, new Intl.DisplayNames(lang, { type: "language" }).of(lang));
  const links = others.flatMap((one, at) => [at ? " · " : null, link(one)]);
  return element("p", { class: "versions" }, ...pieces(gettext("Also in: {languages}"), { languages: links }).flat());
};

// A result as an entry of a list: a heading with a link, and the headings in it that match.
export const pageResult = ({ url, title, lang, others = [], excerpt, parts, chips, words, ...facts }) =>
  element(
    "li",
    { class: "archive-search__result" },
    heading(url, title, lang),
    element("p", { class: "archive-search__meta" }, factsOf(facts)),
    element("p", { class: "archive-search__excerpt", lang, dir: "auto" }, marked(excerpt)),
    others.length ? versionsOf(others) : null,
    words?.length ? element("p", { class: "archive-search__words" }, gettext("Contains {words}", { words: list(words) })) : null,
    parts.length
      ? element(
          "p",
          { class: "archive-search__parts" },
          parts.slice(0, 3).flatMap((part) => [element("a", { href: part.url, dir: "auto" }, part.title), " "]),
        )
      : null,
    chipsOf(chips),
  );
