// The answers of one filling and what follows from them, as vigie/core/xforms/filling does it on the node.

import { add, evaluate, listed, node, number, placeOf, string, stringOf, truth } from "./xpath.js";
import { brought } from "./typed.js";

const MOST_ROUNDS = 12, MOST_TURNS = 200;

// Now, as expressions know it: with milliseconds and the zone of this device.
export function clock(at = new Date()) {
  const offset = -at.getTimezoneOffset(), sign = offset < 0 ? "-" : "+", two = x => String(Math.floor(x)).padStart(2, "0");
  const local = new Date(at.getTime() + offset * 60000).toISOString().slice(0, 23);
  return `${local}${sign}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
}

const stored = value => (typeof value === "number" && Number.isNaN(value) ? "" : string(value));

function within(here, turn) {
  for (let each = here; each; each = each.parent) if (each === turn) return true;
  return false;
}

export class Filling {
  // plan: vigie/intake/webform/packed.py. lists: name → rows. answers: nested by name, or nothing at the start.
  constructor(plan, lists, answers) {
    this.plan = plan;
    const instances = {};
    for (const name in lists) instances[name] = listed(lists[name]);
    this.setting = {
      clock: clock(), instances, days: plan.days, months: plan.months,
      choiceName: (value, path) => {
        const at = this.at(path)[0], found = at && this.options(at).find(each => each.value === value);
        return found ? found.label : "";
      },
    };
    this.root = this.grown(node(plan.root.n), plan.root, "/" + plan.root.n, answers || {});
    if (!answers) {
      this.set("odk-instance-first-load", "", this.root);
      this.preload(this.root);
    }
    this.settle();
  }

  grown(here, part, path, given) {
    Object.assign(here, { part, path });
    for (const each of part.p || []) {
      const inside = given[each.n], below = `${path}/${each.n}`;
      if (each.again) {
        for (const turn of Array.isArray(inside) ? inside : []) this.grown(add(here, node(each.n, "", true)), each, below, turn);
      } else if (each.q === undefined) this.grown(add(here, node(each.n)), each, below, inside || {});
      else Object.assign(add(here, node(each.n, typeof inside === "string" ? inside : each.default || "")), { part: each, path: below });
    }
    return here;
  }

  // what is asked

  settle() {
    for (let round = 0; round < MOST_ROUNDS && this.pass(this.root); round += 1);
  }

  pass(here) {
    let changed = this.count(here);
    for (const child of here.children) {
      const { relevant, calculate, again, count } = child.part;
      const beyond = again && count !== undefined && placeOf(child) > this.wanted(child.part, here);
      const off = here.off || Boolean(beyond) || !this.holds(relevant, child, true);
      changed = changed || off !== child.off;
      child.off = off;
      if (calculate !== undefined && !off) {
        const text = stored(evaluate(calculate, child, this.setting));
        changed = changed || text !== child.text;
        child.text = text;
      }
      changed = this.pass(child) || changed;
    }
    return changed;
  }

  count(here) {
    let grown = false;
    for (const part of here.part.p || []) {
      if (!part.again || part.count === undefined) continue;
      const have = here.children.filter(each => each.name === part.n).length;
      for (let turn = have; turn < Math.min(this.wanted(part, here), MOST_TURNS); turn += 1) grown = Boolean(this.turn(here, part));
    }
    return grown;
  }

  wanted(part, holder) {
    const wanted = number(evaluate(part.count, holder, this.setting));
    return wanted > 0 && wanted < 1e6 ? Math.trunc(wanted) : 0;
  }

  holds(tree, here, otherwise) {
    return tree === undefined ? otherwise : truth(evaluate(tree, here, this.setting));
  }

  // repeats

  opens(part, holder) {
    return this.holds(part.relevant, { ...node(part.n), parent: holder }, true);
  }

  addTurn(holder, part) {
    const turn = this.turn(holder, part);
    this.settle();
    return turn;
  }

  turn(holder, part) {
    const turn = this.grown(node(part.n, "", true), part, `${holder.path}/${part.n}`, {});
    const own = holder.children.map(each => each.name).lastIndexOf(part.n);
    const parts = holder.part.p, before = parts.slice(0, parts.indexOf(part)).map(each => each.n);
    const at = own < 0 ? holder.children.filter(each => before.includes(each.name)).length : own + 1;
    turn.parent = holder;
    holder.children.splice(at, 0, turn);
    this.set("odk-new-repeat", "", turn);
    return turn;
  }

  removeTurn(turn) {
    turn.parent.children = turn.parent.children.filter(each => each !== turn);
    this.settle();
  }

  // answers

  changed(here) {
    this.set("xforms-value-changed", here.path, here);
  }

  options(here) {
    const { nodeset, options, from } = here.part;
    if (nodeset === undefined) return (options || []).map(each => ({ value: each.name, label: each.label }));
    const own = (item, name) => (item.children.find(each => each.name === name) || { children: [], text: "" });
    const found = evaluate(nodeset, here, this.setting);
    return (Array.isArray(found) ? found : [])
      .map(item => ({ value: stringOf(own(item, from[1])), label: stringOf(own(item, from[0] ? "label" : from[2])) }))
      .filter(each => each.value)
      .map(each => ({ value: each.value, label: this.said(each.label || each.value, here) }));
  }

  // A sentence with the values that stand in it.
  said(text, here) {
    return text.replace(/\u27e6(\d+)\u27e7/g, (_mark, i) => stored(evaluate(this.plan.outputs[i], here, this.setting)));
  }

  fault(here) {
    const { required, control, constraint, missing, against } = here.part;
    if (!here.text) return this.holds(required, here, false) ? this.sentence("missing", missing, here) : "";
    const code = brought(here.part, here.text)[1];
    if (code) return this.sentence(code, "", here);
    if (["select1", "select", "rank"].includes(control)) {
      const known = this.options(here).map(each => each.value);
      const chosen = control === "select1" ? [here.text] : here.text.split(/\s+/);
      if (!chosen.every(each => known.includes(each))) return this.sentence("not-a-choice", "", here);
    }
    return this.holds(constraint, here, true) ? "" : this.sentence("against-rule", against, here);
  }

  sentence(code, own, here) {
    return own ? this.said(own, here) : this.plan.sentences[code];
  }

  required(here) {
    return this.holds(here.part.required, here, false);
  }

  at(path, within = this.root) {
    const names = path.split("/").slice(within.path.split("/").length);
    return names.reduce((found, name) => found.flatMap(each => each.children.filter(child => child.name === name)), [within]);
  }

  find(q, within) {
    for (const child of within.children) {
      if (child.part.q === q) return child;
      const found = child.turn ? null : this.find(q, child);
      if (found) return found;
    }
    return null;
  }

  answers(here = this.root) {
    const found = {};
    for (const child of here.children) {
      if (child.turn) (found[child.name] = found[child.name] || []).push(this.answers(child));
      else if (child.part.q === undefined) found[child.name] = this.answers(child);
      else if (child.text || child.part.default) found[child.name] = child.text;
    }
    return found;
  }

  set(event, trigger, within) {
    for (const [path, events, tree, on] of this.plan.sets) {
      if (!events.includes(event) || (on || "") !== trigger) continue;
      let start = within;
      while (start && !path.startsWith(start.path + "/")) start = start.parent;
      for (const each of start ? this.at(path, start) : []) each.text = stored(evaluate(tree, each, this.setting));
    }
  }

  preload(here) {
    for (const child of here.children) {
      if (child.part.preload === "start") child.text = this.setting.clock;
      if (child.part.preload === "today") child.text = this.setting.clock.slice(0, 10);
      this.preload(child);
    }
  }

  // pages

  pages() {
    const found = [];
    const unfold = (steps, turns, holder) => {
      for (const step of steps) {
        const page = { key: [step.n, ...turns].join("-"), step, holder };
        if (!step.again) {
          if (this.asked(page).length) found.push(page);
          continue;
        }
        if (!step.counted && this.open(page)) found.push(page);
        for (const turn of this.turns(page)) unfold(step.inner, [...turns, placeOf(turn)], turn);
      }
    };
    unfold(this.plan.steps, [], this.root);
    return found;
  }

  // Where one goes on. From a turn, back to the list of turns; from the list, on past all of them.
  after(page) {
    const every = this.pages(), rest = every.slice(every.findIndex(each => each.key === page.key) + 1);
    if (page.step.again) return rest.find(each => !this.turns(page).some(turn => within(each.holder, turn)));
    const home = this.home(every, page);
    return home && !(rest[0] && within(rest[0].holder, page.holder)) ? home : rest[0];
  }

  before(page) {
    const every = this.pages(), at = page ? every.findIndex(each => each.key === page.key) : every.length;
    const previous = every[at - 1], home = previous && this.home(every, previous);
    return home && !(page && within(page.holder, previous.holder)) ? home : previous;
  }

  home(every, page) {
    return every.find(each => each.step.again && this.turns(each).includes(page.holder));
  }

  open(page) {
    const around = this.around(page);
    return Boolean(around) && !around.off && this.opens(this.repeat(page), around);
  }

  around({ step, holder }) {
    const above = step.again.slice(0, step.again.lastIndexOf("/"));
    return above === holder.path ? holder : this.at(above, holder)[0];
  }

  repeat(page) {
    const name = page.step.again.slice(page.step.again.lastIndexOf("/") + 1);
    return this.around(page).part.p.find(each => each.n === name);
  }

  turns(page) {
    return page.step.again ? this.at(page.step.again, page.holder).filter(each => !each.off) : [];
  }

  asked(page) {
    return page.step.q.map(q => this.find(q, page.holder)).filter(each => each && !each.off && each.part.control);
  }
}
