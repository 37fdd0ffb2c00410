// Folding: spellings of one name compare equal. The same as `fold` in the program's `names.py`; a
// test compares the two letter by letter.
const LETTERS = new Map(
  Object.entries({
    ø: "o", ł: "l", đ: "d", ð: "d", ı: "i", æ: "ae", œ: "oe", þ: "th", ß: "ss", ħ: "h", ŧ: "t",
    ŋ: "ng", ə: "e", ɓ: "b", ɗ: "d", ƙ: "k", ƴ: "y", ς: "σ", ".": "", "&": " and ",
  }),
);
for (const apostrophe of "‘’‛ʹʻʼʽʾʿ`´′") LETTERS.set(apostrophe, "'");
for (const quote of "“”„‟″") LETTERS.set(quote, '"');
for (const dash of "-‐‑‒–—―−") LETTERS.set(dash, " ");
const KNOWN = new RegExp(`[${[...LETTERS.keys()].join("").replace("-", "\\-")}]`, "gu");

// Accents, points and vowel signs that spellings leave out: of Latin, Greek, Cyrillic, Hebrew and
// Arabic letters. Vowel signs of other scripts are letters of their words.
const MARKS =
  /[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\p{Cf}]/gu;

const replaced = (text) => text.replace(KNOWN, (letter) => LETTERS.get(letter));

export const fold = (text) =>
  replaced(replaced(text).normalize("NFKD").replace(MARKS, "").toLowerCase())
    .replace(/[\s\x1c-\x1f\x85]+/gu, " ")
    .trim()
    .replace(/^(?:the )+(?=.)/u, "");
