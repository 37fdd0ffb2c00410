// Which words of a text a result was found by. The index has no places in texts, but a mark for each
// word, a hash of its stem (see `marks.py` in the program); the words of the text tell which it is.

import { stem } from "./stem.js";

// A mark is followed by so many places, which together have the weight of the word.
export const PLACES = 16;

export const marksOf = ({ words = [] }) =>
  new Set(words.map((place) => Math.floor(place / PLACES)));

const add = (total, letter) => Math.imul(total ^ letter.codePointAt(0), 0x01000193);

const folded = (total) => (total >>> 24) ^ (total & 0xffffff);

const START = 0x811c9dc5 | 0;

export const markOf = (word) => folded([...word].reduce(add, START));

// The mark of a word of a query.
export const exactMark = (word) => markOf(stem(withParts(word.normalize("NFD").toLowerCase())[0] ?? ""));

// For each word of a text the mark that it was found by, or null. `known` remembers the marks of
// words.
export const findMarks = (words, marks, known) =>
  words.map((word) => {
    if (!known.has(word)) known.set(word, [...new Set(formsOf(word).map((form) => markOf(stem(form))))]);
    return known.get(word).find((mark) => marks.has(mark)) ?? null;
  });

// A word as the index may have it: whole, and the parts of "EU-funded", with accents and without.
const formsOf = (word) => {
  const written = unescaped(word).toLowerCase();
  const accented = withParts(written);
  const isPlain = /^[\0-\x7f]*$/.test(written);
  return isPlain ? accented : [...accented, ...withParts(written.normalize("NFD"))];
};

// All of a word, and its parts if there are several.
export const withParts = (word) => {
  const parts = word.replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) ?? [];
  return parts.length > 1 ? [parts.join(""), ...parts] : parts;
};

export const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
