// Messages that scripts show, in the language of the page, looked up by their English text.
const language = globalThis.document?.documentElement.lang || "en";

// A site in English has no such file and downloads no translations.
const read = () => import("./translations.js").then((module) => module.default);
const translations = language === "en" ? {} : await read().catch(() => ({}));
const rules = new Intl.PluralRules(language);

// Locale of dates, numbers and lists.
export const locale = language === "en" ? "en-GB" : language;

// Splits a message at its `{name}` placeholders; a value may be an element instead of a string.
export const pieces = (text, values) =>
  text.split(/\{(\w+)\}/).map((piece, at) => (at % 2 ? values[piece] : piece));

const fill = (text, values) => (values ? pieces(text, values).join("") : text);

export const gettext = (message, values) => fill(translations[message] ?? message, values);

export const pgettext = (context, message) => translations[`${context}\u0004${message}`] ?? message;

// `count` is formatted as the language writes numbers.
export const ngettext = (one, many, count, values) => {
  const forms = translations[one] ?? { one, other: many };
  const form = forms[rules.select(count)] ?? forms.other ?? many;
  return fill(form, { count: count.toLocaleString(locale), ...values });
};
