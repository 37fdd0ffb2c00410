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

export const button = (text, onclick, attributes = {}) =>
  element("button", { type: "button", ...attributes, onclick }, text);

export const dateText = (iso) => {
  const date = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(date.valueOf())) return "";
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return date.toLocaleDateString(locale, options);
};
