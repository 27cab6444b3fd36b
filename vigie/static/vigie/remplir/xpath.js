// Reckons compiled expressions in a browser as vigie/core/xforms/expressions does on the node.
// A node: {name, text, parent, children, off, turn}. A setting: {clock, instances, choiceName, days, months}.

const NUMBER = /^[ \t\r\n]*-?([0-9]+(\.[0-9]*)?|\.[0-9]+)[ \t\r\n]*$/;
const MOMENT = /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2}(?:\.[0-9]+)?))?.*)?$/;
const TIME = /^([0-9]{2}):([0-9]{2})(?::([0-9]{2}(?:\.[0-9]+)?))?.*$/;
const DAY = 86400;
const LONGEST_FOR_A_PATTERN = 500;
const patterns = new Map();

export const node = (name, text = "", turn = false) => ({ name, text, turn, off: false, parent: null, children: [] });

export function add(parent, child) {
  child.parent = parent;
  parent.children.push(child);
  return child;
}

// A list that travels with a form: a node of one root of items. It never changes, so it may keep an index.
export function listed(items) {
  const top = node(""), root = Object.assign(node("root"), { found: new Map() });
  add(top, root);
  for (const columns of items) {
    const item = add(root, node("item"));
    for (const name in columns) add(item, node(name, columns[name]));
  }
  return top;
}

export function stringOf(each) {
  if (!each.children.length) return each.text;
  return each.children.map(child => (child.off ? "" : stringOf(child))).join("");
}

const alike = each => (each.parent ? each.parent.children.filter(other => other.name === each.name) : [each]);
export const placeOf = each => alike(each).indexOf(each) + 1;

// values

export function string(value) {
  if (Array.isArray(value)) return value.length ? stringOf(value[0]) : "";
  return typeof value === "number" ? written(value) : String(value);
}

function written(number) {
  const text = String(number === 0 ? 0 : number);
  const [, sign, digits, power] = /^(-?)([\d.]+)e([+-]\d+)$/.exec(text) || [];
  if (!power) return text;
  const [whole, rest = ""] = digits.split(".");
  const all = whole + rest, point = whole.length + Number(power);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${all}`;
  return sign + all.padEnd(point, "0");
}

export function number(value) {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  const text = string(value);
  return NUMBER.test(text) ? Number(text) : daysOf(text);
}

export function truth(value) {
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === "number" ? value !== 0 && !Number.isNaN(value) : Boolean(value);
}

const dayPart = (hour, minute, second) => (hour === undefined ? 0
  : (Number(hour) * 3600 + Number(minute || 0) * 60 + Number(second || 0)) / DAY);

function daysOf(text) {
  const [found, year, month, day, ...time] = MOMENT.exec(text) || [];
  if (!found || Number(year) < 1) return NaN;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return NaN;
  return date.getTime() / (DAY * 1000) + dayPart(...time);
}

function dateOf(days) {
  if (Number.isNaN(days) || !(days >= -719162 && days < 2932897)) return "";
  return new Date(Math.floor(days) * DAY * 1000).toISOString().slice(0, 10);
}

function compared(sign, left, right) {
  const truths = typeof left === "boolean" || typeof right === "boolean";
  const [ones, others] = [left, right].map(value => (truths ? [truth(value)] : singles(value)));
  return ones.some(one => others.some(other => comparedOne(sign, one, other)));
}

function singles(value) {
  if (!Array.isArray(value)) return [value];
  return value.length ? value.map(stringOf) : [""];
}

function comparedOne(sign, one, other) {
  const equality = sign === "=" || sign === "!=";
  if (equality && typeof one === "string" && typeof other === "string") return (one === other) === (sign === "=");
  const [a, b] = [number(one), number(other)];
  if (equality) return (a === b) === (sign === "=");
  return sign === "<" ? a < b : sign === "<=" ? a <= b : sign === ">" ? a > b : a >= b;
}

// the tree

export function evaluate(tree, at, setting) {
  return value(tree, { node: at, current: at, setting, position: 1, size: 1, whole: false });
}

function value(tree, place) {
  if (!Array.isArray(tree)) return tree;
  const [kind, ...given] = tree;
  const operator = OPERATORS[kind];
  if (operator) return operator(given, place, kind);
  return FUNCTIONS[kind](place, ...given.map(each => value(each, place)));
}

const set = found => (Array.isArray(found) ? found : []);
const comparison = (given, place, sign) => compared(sign, value(given[0], place), value(given[1], place));
const sums = reckon => (given, place) => reckon(number(value(given[0], place)), number(value(given[1], place)));

const OPERATORS = {
  or: (given, place) => truth(value(given[0], place)) || truth(value(given[1], place)),
  and: (given, place) => truth(value(given[0], place)) && truth(value(given[1], place)),
  neg: (given, place) => -number(value(given[0], place)),
  "|": (given, place) => {
    const left = set(value(given[0], place));
    return left.concat(set(value(given[1], place)).filter(each => !left.includes(each)));
  },
  path,
  filter: (given, place) => kept(set(value(given[0], place)), given.slice(1), place),
  "=": comparison, "!=": comparison, "<": comparison, "<=": comparison, ">": comparison, ">=": comparison,
  "+": sums((a, b) => a + b),
  "-": sums((a, b) => a - b),
  "*": sums((a, b) => a * b),
  div: sums((a, b) => a / b),
  mod: sums((a, b) => a % b),
  "if()": (given, place) => value(given[truth(value(given[0], place)) ? 1 : 2], place),
  "once()": (given, place) => stringOf(place.current) || value(given[0], place),
  "indexed-repeat()": ([what, ...pairs], place) => {
    const everywhere = { ...place, whole: true };
    let found = set(value(what, everywhere));
    for (let i = 0; i < pairs.length; i += 2) {
      const turns = set(value(pairs[i], everywhere)), index = number(value(pairs[i + 1], place));
      found = found.filter(each => ancestors(each).some(one => turns.includes(one) && placeOf(one) === index));
    }
    return found;
  },
};

function ancestors(each) {
  const found = [];
  for (let here = each; here; here = here.parent) found.push(here);
  return found;
}

function path([start, ...steps], place) {
  if (start === "/") return fromRoot(steps, place);
  const from = start === "." ? [place.node] : set(value(start, place));
  return steps.reduce((found, one) => step(found, one, place), from);
}

function fromRoot(steps, place) {
  const all = ancestors(place.current), root = all[all.length - 1];
  if (!steps.length) return [root];
  const around = place.whole ? [] : all.filter(each => each.turn);
  let found = [{ ...node(""), children: [root] }];
  steps.forEach((one, index) => {
    found = step(found, one, place);
    if (index < steps.length - 1 && one.length === 1) {
      const own = found.filter(each => around.includes(each));
      if (own.length) found = own;
    }
  });
  return found;
}

function step(nodes, [test, ...predicates], place) {
  const found = [];
  for (const each of nodes) {
    let reached;
    if (test === ".") reached = [each];
    else if (test === "..") reached = each.parent && !found.includes(each.parent) ? [each.parent] : [];
    else if (each.found && predicates.length && (reached = lookedUp(each, predicates[0], place))) {
      found.push(...kept(reached, predicates.slice(1), place));
      continue;
    } else reached = each.children.filter(child => !child.off && (test === "*" || child.name === test));
    found.push(...kept(reached, predicates, place));
  }
  return found;
}

// Items of a list by [column = something said elsewhere], without reading the others; else nothing.
function lookedUp(list, predicate, place) {
  if (!Array.isArray(predicate) || predicate[0] !== "=") return null;
  const [, left, right] = predicate;
  if (!Array.isArray(left) || left[0] !== "path" || left[1] !== "." || left.length !== 3) return null;
  const [column, ...more] = left[2];
  const elsewhere = typeof right === "string" || (Array.isArray(right) && right[0] === "path" && right[1] !== ".");
  if (more.length || [".", "..", "*"].includes(column) || !elsewhere) return null;
  const said = singles(value(right, place));
  if (said.length !== 1 || typeof said[0] !== "string" || !said[0]) return null;
  return by(list, column).get(said[0]) || [];
}

function by(list, column) {
  if (!list.found.has(column)) {
    const known = new Map();
    for (const each of list.children)
      for (const part of each.children)
        if (part.name === column) known.set(part.text, [...(known.get(part.text) || []), each]);
    list.found.set(column, known);
  }
  return list.found.get(column);
}

function kept(nodes, predicates, place) {
  for (const predicate of predicates) {
    const size = nodes.length;
    nodes = nodes.filter((each, index) => {
      const said = value(predicate, { ...place, node: each, position: index + 1, size });
      return typeof said === "number" ? said === index + 1 : truth(said);
    });
  }
  return nodes;
}

// functions

const words = text => text.match(/[^ \t\r\n]+/g) || [];
const trim = text => text.replace(/^ +| +$/g, "");
const strings = values => values.flatMap(each => (Array.isArray(each) ? each.map(stringOf) : [string(each)]));
const numbers = values => strings(values).filter(text => words(text).length).map(number);
const finite = (reckon, x) => (Number.isFinite(x) ? reckon(x) : x);
const ofNumber = reckon => (_place, x) => reckon(number(x));
const least = (list, choose) => (!list.length || list.some(Number.isNaN) ? NaN : choose(...list));
const orHere = reckon => (place, given) => reckon(given === undefined ? [place.node] : given);
const signs = text => Array.from(string(text));

function index(at, length) {
  const x = number(at);
  if (Number.isNaN(x)) return 0;
  const whole = Math.trunc(Math.max(-1e9, Math.min(1e9, x)));
  return Math.max(0, Math.min(length, whole >= 0 ? whole : length + whole));
}

function substr(_place, text, start, end) {
  const all = signs(text);
  return all.slice(index(start, all.length), end === undefined ? all.length : index(end, all.length)).join("");
}

function substring(_place, text, start, length) {
  const first = rounded(number(start), 0), last = length === undefined ? Infinity : first + rounded(number(length), 0);
  return signs(text).filter((_sign, i) => first <= i + 1 && i + 1 < last).join("");
}

function translate(_place, text, these, those) {
  const from = signs(these), to = signs(those);
  return signs(text).map(sign => (from.includes(sign) ? to[from.indexOf(sign)] || "" : sign)).join("");
}

function regex(_place, text, pattern) {
  if (!patterns.has(pattern)) patterns.set(pattern, new RegExp(`^(?:${pattern})(?![\\s\\S])`, "u"));
  text = string(text);
  return Array.from(text).length <= LONGEST_FOR_A_PATTERN && patterns.get(pattern).test(text);
}

function rounded(x, places) {
  if (Number.isNaN(places)) return NaN;
  if (!Number.isFinite(x)) return x;
  places = Math.max(-15, Math.min(15, Math.trunc(places)));
  const scale = Number(`1e${Math.abs(places)}`), scaled = places >= 0 ? x * scale : x / scale;
  if (!Number.isFinite(scaled)) return x;
  const whole = Math.floor(scaled + 0.5);
  return places >= 0 ? whole / scale : whole * scale;
}

function pulldata(place, name, column, key, wanted) {
  [column, key, wanted] = [column, key, wanted].map(string);
  const own = (item, of) => (item.children.find(each => each.name === of) || {}).text;
  const items = instance(place, name).flatMap(top => top.children).flatMap(root => root.children);
  const found = items.find(item => own(item, key) === wanted);
  return (found && own(found, column)) || "";
}

function instance(place, name) {
  const found = place.setting.instances[string(name)];
  return found ? [found] : [];
}

function date(_place, given) {
  if (typeof given === "number") return dateOf(given);
  const text = string(given);
  if (MOMENT.test(text)) return Number.isNaN(daysOf(text)) ? "" : text.slice(0, 10);
  return dateOf(number(text));
}

function momentOf(place, given) {
  if (typeof given !== "number") {
    const text = string(given);
    if (MOMENT.test(text)) return Number.isNaN(daysOf(text)) ? "" : text;
    given = number(text);
  }
  const day = dateOf(given);
  if (!day) return "";
  const most = DAY * 1000 - 1;
  const thousandths = Math.min(Math.floor((given - Math.floor(given)) * DAY * 1000 + 0.5), most);
  return `${day}T${new Date(thousandths).toISOString().slice(11, 23)}${place.setting.clock.slice(23)}`;
}

function decimalTime(_place, given) {
  const text = string(given), [found, ...time] = TIME.exec(text) || [];
  if (found) return dayPart(...time);
  const days = daysOf(text);
  return Number.isFinite(days) ? days - Math.floor(days) : NaN;
}

function formatted(place, given, pattern) {
  let text = string(given);
  if (!MOMENT.test(text)) text = momentOf(place, number(given));
  if (!text || Number.isNaN(daysOf(text))) return "";
  const [, Y, m, d, H = "00", M = "00", second = "00"] = MOMENT.exec(text);
  const [S, rest = ""] = second.split(".");
  const weekday = (((Math.floor(daysOf(text)) + 4) % 7) + 7) % 7;
  const parts = {
    Y, m, d, H, M, S, y: Y.slice(2), n: String(Number(m)), e: String(Number(d)), h: String(Number(H)),
    b: place.setting.months[Number(m) - 1], a: place.setting.days[weekday], 3: rest.slice(0, 3).padEnd(3, "0"),
  };
  return string(pattern).replace(/%([YymnbdeHhMS3aAW])/g, (mark, sign) => (sign in parts ? parts[sign] : mark));
}

function selected(_place, chosen, one) {
  one = trim(string(one));
  return one !== "" && string(chosen).split(" ").includes(one);
}

function selectedAt(_place, chosen, at) {
  const all = words(string(chosen)), i = number(at);
  return i >= 0 && i < all.length ? all[Math.trunc(i)] : "";
}

const FUNCTIONS = {
  "current()": place => [place.current],
  "instance()": instance,
  "position()": (place, nodes) =>
    (nodes === undefined ? place.position : Array.isArray(nodes) && nodes.length ? placeOf(nodes[0]) : NaN),
  "last()": place => place.size,
  "count()": (_place, nodes) => set(nodes).length,
  "count-non-empty()": (_place, nodes) => strings([nodes]).filter(text => text !== "").length,
  "sum()": (_place, nodes) => numbers([nodes]).reduce((total, x) => total + x, 0),
  "min()": (_place, ...given) => least(numbers(given), Math.min),
  "max()": (_place, ...given) => least(numbers(given), Math.max),
  "pulldata()": pulldata,
  "jr:choice-name()": (place, given, of) => place.setting.choiceName(string(given), trim(string(of))),
  "coalesce()": (_place, one, other) => string(one) || string(other),
  "selected()": selected,
  "selected-at()": selectedAt,
  "count-selected()": (_place, chosen) => words(string(chosen)).length,
  "string()": orHere(string),
  "concat()": (_place, ...given) => strings(given).join(""),
  "join()": (_place, glue, ...given) => strings(given).join(string(glue)),
  "substr()": substr,
  "substring()": substring,
  "substring-before()": (_place, text, part) => {
    const at = string(text).indexOf(string(part));
    return at < 0 ? "" : string(text).slice(0, at);
  },
  "substring-after()": (_place, text, part) => {
    const at = string(text).indexOf(string(part));
    return at < 0 ? "" : string(text).slice(at + string(part).length);
  },
  "translate()": translate,
  "string-length()": orHere(given => signs(given).length),
  "normalize-space()": orHere(given => words(string(given)).join(" ")),
  "contains()": (_place, text, part) => string(text).includes(string(part)),
  "starts-with()": (_place, text, part) => string(text).startsWith(string(part)),
  "ends-with()": (_place, text, part) => string(text).endsWith(string(part)),
  "regex()": regex,
  "uuid()": () => crypto.randomUUID(),
  "number()": orHere(number),
  "int()": (_place, x) => finite(Math.trunc, number(x)),
  "round()": (_place, x, places = 0) => rounded(number(x), number(places)),
  "floor()": (_place, x) => finite(Math.floor, number(x)),
  "ceiling()": (_place, x) => finite(Math.ceil, number(x)),
  "abs()": ofNumber(Math.abs),
  "pow()": (_place, base, exponent) => number(base) ** number(exponent),
  "sqrt()": ofNumber(Math.sqrt),
  "exp()": ofNumber(Math.exp),
  "exp10()": ofNumber(x => 10 ** x),
  "log()": ofNumber(Math.log),
  "log10()": ofNumber(Math.log10),
  "pi()": () => Math.PI,
  "sin()": ofNumber(Math.sin),
  "cos()": ofNumber(Math.cos),
  "tan()": ofNumber(Math.tan),
  "asin()": ofNumber(Math.asin),
  "acos()": ofNumber(Math.acos),
  "atan()": ofNumber(Math.atan),
  "atan2()": (_place, y, x) => Math.atan2(number(y), number(x)),
  "random()": () => Math.random(),
  "boolean()": (_place, given) => truth(given),
  "boolean-from-string()": (_place, given) => ["true", "1"].includes(string(given)),
  "not()": (_place, given) => !truth(given),
  "true()": () => true,
  "false()": () => false,
  "today()": place => place.setting.clock.slice(0, 10),
  "now()": place => place.setting.clock,
  "date()": date,
  "date-time()": momentOf,
  "decimal-date-time()": ofNumber(x => x),
  "decimal-time()": decimalTime,
  "format-date()": formatted,
  "format-date-time()": formatted,
};
