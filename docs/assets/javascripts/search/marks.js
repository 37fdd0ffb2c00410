// Which words of a text a result was found by. The index has no places in texts, but a mark for each
// word, a hash of its stem (see `marks.py` in the program); the words of the text tell which it is.

// A mark is followed by so many places, which together have the weight of the word.
export const PLACES = 16;
// What a stem has in the stead of some endings ("countr-y": "countr-i").
const INSTEAD = new Map(
  Object.entries({ y: "i", ys: "i", ying: "i", ing: "e", ings: "e", ility: "l", ilities: "l" }),
);
// Words whose stem does not begin like them (the Porter2 stemmer, "exceptional forms").
export const EXCEPTIONS = new Map(
  Object.entries({ dying: "die", lying: "lie", tying: "tie", skies: "sky" }),
);

export const marksOf = ({ words = [] }) =>
  new Set(words.map((place) => Math.floor(place / PLACES)));

const add = (total, letter) => Math.imul(total ^ letter.codePointAt(0), 0x01000193);

const folded = (total) => (total >>> 24) ^ (total & 0xffffff);

const START = 0x811c9dc5 | 0;

export const markOf = (word) => folded([...word].reduce(add, START));

// For each word of a text the mark that it was found by, or null.
export const findMarks = (words, marks) => {
  const known = new Map();
  return words.map((word) => {
    if (!known.has(word)) known.set(word, findMark(word, marks));
    return known.get(word);
  });
};

const findMark = (word, marks) => {
  for (const form of formsOf(word)) {
    const mark = markAmong(form, marks);
    if (mark !== null) return mark;
  }
  return null;
};

// A word as the index may have it: whole, and the parts of "EU-funded", with accents and without.
const formsOf = (word) => {
  const written = unescaped(word).toLowerCase();
  const accented = withParts(written);
  const isPlain = /^[\0-\x7f]*$/.test(written);
  return isPlain ? accented : [...accented, ...withParts(written.normalize("NFD"))];
};

const withParts = (word) => {
  const parts = word.replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) ?? [];
  return parts.length > 1 ? [parts.join(""), ...parts] : parts;
};

const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");

const markAmong = (form, marks) => {
  const exception = markOf(EXCEPTIONS.get(form) ?? form);
  if (marks.has(exception)) return exception;
  let total = START;
  let at = 0;
  let found = null;
  for (const letter of form) {
    total = add(total, letter);
    at += letter.length;
    if (marks.has(folded(total))) found = folded(total);
    const instead = INSTEAD.get(form.slice(at));
    if (instead && marks.has(folded(add(total, instead)))) found = folded(add(total, instead));
  }
  return found;
};
