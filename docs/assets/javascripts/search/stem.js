// The Porter2 stemmer for English (snowballstem.org/algorithms/english/stemmer.html). Pagefind uses
// the same, but does not expose the stem of a word in a query.
const VOWEL = "[aeiouy]";
const OTHER = "[^aeiouy]";
const WHOLE = new Map(
  Object.entries({
    skis: "ski",
    skies: "sky",
    dying: "die",
    lying: "lie",
    tying: "tie",
    idly: "idl",
    gently: "gentl",
    ugly: "ugli",
    early: "earli",
    only: "onli",
    singly: "singl",
    ...Object.fromEntries("sky news howe atlas cosmos bias andes".split(" ").map((one) => [one, one])),
  }),
);
const LEFT = new Set("inning outing canning herring earring evening proceed exceed succeed".split(" "));
const SHORT = new RegExp(`(?:^${VOWEL}${OTHER}|${OTHER}${VOWEL}[^aeiouywxY])$`);
const REGION = new RegExp(`${VOWEL}${OTHER}`);
const SECOND = {
  tional: "tion", enci: "ence", anci: "ance", abli: "able", entli: "ent", izer: "ize",
  ization: "ize", ational: "ate", ation: "ate", ator: "ate", alism: "al", aliti: "al", alli: "al",
  fulness: "ful", ousli: "ous", ousness: "ous", iveness: "ive", iviti: "ive", biliti: "ble",
  bli: "ble", ogi: "og", ogist: "og", fulli: "ful", lessli: "less", li: "",
};
const THIRD = {
  tional: "tion", ational: "ate", alize: "al", icate: "ic", iciti: "ic", ical: "ic", ful: "",
  ness: "", ative: "",
};
const FOURTH =
  "al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion".split(" ");

const byLength = (endings) => [...endings].sort((one, two) => two.length - one.length);
const SECOND_ENDINGS = byLength(Object.keys(SECOND));
const THIRD_ENDINGS = byLength(Object.keys(THIRD));
const FOURTH_ENDINGS = byLength(FOURTH);

// Returns the stem of a word of the letters a to z.
export const stem = (whole) => {
  if (whole.length < 3) return whole;
  if (WHOLE.has(whole)) return WHOLE.get(whole);
  const word = plural(whole.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y"));
  if (LEFT.has(word)) return word;
  return last(fourth(third(second(past(word))))).toLowerCase();
};

// Returns where the regions R1 and R2 of a word begin, in which endings are removed.
const regions = (word) => {
  const named = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/.exec(word);
  const first = named ? named[0].length : after(word, 0);
  return [first, after(word, first)];
};

const after = (word, from) => {
  const at = word.slice(from).search(REGION);
  return at < 0 ? word.length : from + at + 2;
};

const cut = (word, ending, instead = "") => word.slice(0, word.length - ending.length) + instead;

const endingOf = (word, endings) => endings.find((ending) => word.endsWith(ending));

const isIn = (word, ending, region) => word.length - ending.length >= regions(word)[region];

const plural = (word) => {
  if (word.endsWith("sses")) return cut(word, "es");
  if (/ie[ds]$/.test(word)) return cut(word, "ies", word.length > 4 ? "i" : "ie");
  if (/[us]s$/.test(word)) return word;
  return /[aeiouy].+s$/.test(word) ? cut(word, "s") : word;
};

const past = (word) => {
  const [ending] = /(?:eed|eedly|ed|edly|ing|ingly)$/.exec(word) ?? [];
  let left = word;
  if (ending?.startsWith("ee")) {
    if (isIn(word, ending, 0)) left = cut(word, ending, "ee");
  } else if (ending && /[aeiouy]/.test(cut(word, ending))) {
    left = cut(word, ending);
    if (/(?:at|bl|iz)$/.test(left)) left += "e";
    else if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(left)) left = doubled(left);
    else if (SHORT.test(left) && regions(left)[0] === left.length) left += "e";
  }
  return left.replace(/(?<=.[^aeiouy])[yY]$/, "i");
};

// "hopp", but not "add", "egg" or "off".
const doubled = (word) => (/^[aeo]..$/.test(word) ? word : word.slice(0, -1));

const second = (word) => {
  const ending = endingOf(word, SECOND_ENDINGS);
  if (!ending || !isIn(word, ending, 0)) return word;
  if (ending === "ogi" && !word.endsWith("logi")) return word;
  if (ending === "li" && !/[cdeghkmnrt]li$/.test(word)) return word;
  return cut(word, ending, SECOND[ending]);
};

const third = (word) => {
  const ending = endingOf(word, THIRD_ENDINGS);
  if (!ending || !isIn(word, ending, ending === "ative" ? 1 : 0)) return word;
  return cut(word, ending, THIRD[ending]);
};

const fourth = (word) => {
  const ending = endingOf(word, FOURTH_ENDINGS);
  if (!ending || !isIn(word, ending, 1)) return word;
  return ending === "ion" && !/[st]ion$/.test(word) ? word : cut(word, ending);
};

const last = (word) => {
  const [first, next] = regions(word);
  const before = cut(word, "e");
  const place = before.length;
  if (word.endsWith("e") && (place >= next || (place >= first && !SHORT.test(before)))) return before;
  return word.endsWith("ll") && place >= next ? cut(word, "l") : word;
};
