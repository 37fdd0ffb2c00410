// Finds the words of a text by which it was found. The index has no places in texts, but a mark for
// each word: a hash of its stem (see `marks.py`), which is compared with the words of the text.

import { stem } from "./stem.js";

// Number of places for each mark, which together express the weight of the word.
export const PLACES = 16;

export const marksOf = ({ words = [] }) =>
  new Set(words.map((place) => Math.floor(place / PLACES)));

const add = (total, letter) => Math.imul(total ^ letter.codePointAt(0), 0x01000193);

const folded = (total) => (total >>> 24) ^ (total & 0xffffff);

const START = 0x811c9dc5 | 0;

export const markOf = (word) => folded([...word].reduce(add, START));

// The mark of a word of a query.
export const exactMark = (word) => markOf(stem(withParts(word.normalize("NFD").toLowerCase())[0] ?? ""));

// Returns, for each word of a text, the mark by which it was found, or null. `known` caches the
// marks of words.
export const findMarks = (words, marks, known) =>
  words.map((word) => {
    if (!known.has(word)) known.set(word, [...new Set(formsOf(word).map((form) => markOf(stem(form))))]);
    return known.get(word).find((mark) => marks.has(mark)) ?? null;
  });

// The forms of a word in the index: whole, and parts as in "EU-funded", with and without accents.
const formsOf = (word) => {
  const written = unescaped(word).toLowerCase();
  const accented = withParts(written);
  const isPlain = /^[\0-\x7f]*$/.test(written);
  return isPlain ? accented : [...accented, ...withParts(written.normalize("NFD"))];
};

// The whole word, and its parts if there are several.
export const withParts = (word) => {
  const parts = word.replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) ?? [];
  return parts.length > 1 ? [parts.join(""), ...parts] : parts;
};

export const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
