// What people type, brought to the form that a record wants, as vigie/core/xforms/filling/typed.py does it.
// Gives [value, code of what is wrong or ""]. What can't be read stays as it was typed.

const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu;
const INTEGER = /^[-+]?[0-9]{1,15}$/;
const DECIMAL = /^[-+]?([0-9]{1,18}(\.[0-9]{0,12})?|\.[0-9]{1,12})$/;
const TIME = /^([0-9]{1,2})[:h ]+([0-9]{2})(?::([0-9]{2}(?:\.[0-9]+)?))?(Z|[+-][0-9]{2}:[0-9]{2})?$/;

export const tidied = text => text.replace(/\r\n?/g, "\n").replace(CONTROLS, "").trim();

const digits = text => text.replace(/[\s\u00a0\u202f]+/g, "").replace(/,/g, ".").replace(/\u2212/g, "-").replace(/^\+/, "");
const two = text => text.padStart(2, "0");

function integer(_part, text) {
  const number = digits(text);
  return INTEGER.test(number) ? [String(Number(number) || 0), ""] : [text, "not-whole"];
}

function decimal(_part, text) {
  const number = digits(text);
  return DECIMAL.test(number) ? [number, ""] : [text, "not-number"];
}

function inRange(part, text) {
  const [value, code] = (part.type === "int" ? integer : decimal)(part, text);
  if (code) return [value, code];
  const [start, end, step] = part.range.map(Number), number = Number(value);
  const steps = step ? (number - start) / step : 0;
  const fits = number >= Math.min(start, end) && number <= Math.max(start, end) && Math.abs(steps - Math.round(steps)) < 1e-6;
  return fits ? [value, ""] : [text, "out-of-range"];
}

function checked(typed, year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const exists = Number(year) >= 1 && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return exists ? [`${year}-${two(month)}-${two(day)}`, ""] : [typed, "no-such-day"];
}

function date(part, text) {
  const looks = (part.looks || "").split(/\s+/);
  if (looks.includes("year") && /^[0-9]{4}$/.test(text)) return [`${text}-01-01`, ""];
  let found = looks.includes("month-year") && /^([0-9]{4})-([0-9]{2})$/.exec(text);
  if (found) return checked(text, found[1], found[2], "1");
  found = looks.includes("month-year") && /^([0-9]{1,2})[/. -]([0-9]{4})$/.exec(text);
  if (found) return checked(text, found[2], found[1], "1");
  found = /^([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})$/.exec(text);
  if (found) return checked(text, found[3], found[2], found[1]);
  found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  return found ? checked(text, found[1], found[2], found[3]) : [text, "not-date"];
}

function time(_part, text, zone) {
  const found = TIME.exec(text);
  if (!found || Number(found[1]) > 23 || Number(found[2]) > 59 || Number(found[3] || 0) >= 60) return [text, "not-time"];
  const seconds = Number(found[3] || 0).toFixed(3).padStart(6, "0");
  return [`${two(found[1])}:${found[2]}:${seconds}${found[4] || zone}`, ""];
}

function moment(part, text, zone) {
  const [, dayTyped, timeTyped = ""] = /^(\S*?)(?:[T ](.*))?$/s.exec(text) || [null, text];
  const [day, wrong] = date(part, dayTyped);
  if (wrong || !timeTyped) return [text, wrong || "not-time"];
  const [clock, code] = time(part, timeTyped.trim(), zone);
  return code ? [text, code] : [`${day}T${clock}`, ""];
}

function point(_part, text) {
  let parts = text.replace(/\u2212/g, "-").trim().split(/\s*;\s*|,\s+|\s+/).filter(Boolean);
  if (parts.length === 1 && text.split(",").length === 2) parts = text.split(",");
  const numbers = parts.map(digits);
  if (numbers.length < 2 || numbers.length > 4 || !numbers.every(each => DECIMAL.test(each))) return [text, "not-point"];
  if (Math.abs(Number(numbers[0])) > 90 || Math.abs(Number(numbers[1])) > 180) return [text, "off-earth"];
  return [[...numbers, "0", "0"].slice(0, 4).join(" "), ""];
}

const READERS = { int: integer, integer, decimal, date, time, dateTime: moment, geopoint: point };

export function brought(part, typed, zone = "+00:00") {
  const text = tidied(typed);
  if (!text) return ["", ""];
  if (part.control === "range") return inRange(part, text);
  const reader = READERS[part.type];
  return reader ? reader(part, text, zone) : [text, ""];
}
