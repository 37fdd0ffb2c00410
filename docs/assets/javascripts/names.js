// Finds actors by any of their names, in the archive's own table.
import { fold } from "./fold.js";
import { distance } from "./letters.js";

const MOST_WORDS = 16;

export class Names {
  // `rows` are those of `table.py`; a name that is an English word counts only as it is written.
  constructor(rows) {
    this.actors = rows.map(([name, url, type, kind, count, acronym, aliases, written, named]) => ({
      name, url, type, kind, count, acronym, aliases, written, named,
    }));
    this.byName = new Map();
    this.asWritten = new Map();
    for (const actor of this.actors) {
      for (const name of actor.written) this.asWritten.set(name.replaceAll(".", ""), actor);
      const acronym = actor.written.includes(actor.acronym) ? [] : [actor.acronym];
      this.add(actor, [actor.name, ...acronym, ...actor.aliases]);
    }
  }

  add(actor, names) {
    for (const name of names) {
      const key = fold(name);
      if (key && !this.byName.has(key)) this.byName.set(key, actor);
    }
  }

  get(text) {
    return this.asWritten.get(text.replaceAll(".", "")) ?? this.byName.get(fold(text));
  }

  // Returns the actors in a row of words, from left to right; a longer name is preferred.
  find(words) {
    const found = [];
    for (let at = 0; at < words.length; ) {
      let length = Math.min(MOST_WORDS, words.length - at);
      for (; length > 0; length -= 1) {
        const actor = this.get(words.slice(at, at + length).join(" "));
        if (actor) {
          found.push({ actor, at, length });
          break;
        }
      }
      at += Math.max(1, length);
    }
    return found;
  }

  // Returns the actor of which the whole query is a name, or the beginning of a name.
  own(text) {
    const exact = this.get(text);
    const typed = fold(text);
    if (exact || typed.length < 3) return exact ?? null;
    let best = null;
    for (const [name, actor] of this.byName) {
      if (name.startsWith(typed) && (!best || actor.count > best.count)) best = actor;
    }
    return best;
  }

  // Returns names that are spelled like some of the words, the nearest first, with the query that
  // has the name in their place.
  nearest(words, number) {
    const found = new Map();
    for (let at = 0; at < words.length; at += 1) {
      for (let length = Math.min(4, words.length - at); length > 0; length -= 1) {
        const typed = fold(words.slice(at, at + length).join(" "));
        if (typed.length < 5 || this.byName.has(typed)) continue;
        const most = typed.length < 9 ? 1 : 2;
        for (const [name, actor] of this.byName) {
          if (name.length < 5 || name.startsWith(typed) || typed.startsWith(name)) continue;
          const far = distance(typed, name, most);
          if (far > most) continue;
          const score = far / typed.length;
          const shown = [actor.name, actor.acronym, ...actor.aliases].find((one) => fold(one) === name);
          const query = [...words.slice(0, at), shown, ...words.slice(at + length)].join(" ");
          const known = found.get(actor);
          if (!known || score < known.score) found.set(actor, { score, actor, query });
        }
      }
    }
    const order = (one, two) => one.score - two.score || two.actor.count - one.actor.count;
    return [...found.values()].sort(order).slice(0, number);
  }
}
