import { locale } from "../messages.js";

// Creates elements. Strings become text nodes, so that nothing in a query or a brief is markup.
export const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
};

// An excerpt, in which "<" and ">" of the text are escaped, and the <mark> tags are not.
export const marked = (excerpt) => {
  const nodes = [];
  let inside = false;
  for (const piece of excerpt.split(/(<\/?mark>)/)) {
    if (piece === "<mark>") inside = true;
    else if (piece === "</mark>") inside = false;
    else if (piece) {
      const text = piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
      nodes.push(inside ? element("mark", {}, text) : text);
    }
  }
  return nodes;
};

export const dateText = (iso) => {
  const date = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(date.valueOf())) return "";
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return date.toLocaleDateString(locale, options);
};
