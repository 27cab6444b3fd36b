// Goes through a form page by page in the browser alone, and seals what was filled.

import { Filling, clock } from "./filling.js";
import { begun, enqueue, forgetBegun, keepBegun, send } from "./queue.js";
import { brought, tidied } from "./typed.js";

const plan = JSON.parse(document.getElementById("plan").textContent);
const byId = id => document.getElementById(id);
const words = name => byId("words").content.querySelector(`[data-w="${name}"]`).textContent;
const folded = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
const MOST_FOUND = 20, LONGEST_SIDE = 1600;

let filling, key = "", number = "", files = new Map(), lists = plan.lists;

function make(tag, about = {}, ...inside) {
  const made = Object.assign(document.createElement(tag), about);
  made.append(...inside);
  return made;
}

// what is shown

function here() {
  const pages = filling.pages();
  return { pages, at: pages.findIndex(each => each.key === key) };
}

function show(faults = false, focus = true) {
  const { pages, at } = here(), page = pages[at];
  byId("step").hidden = false;
  byId("sent").hidden = true;
  byId("asked").replaceChildren(byId(page ? `step-${page.step.n}` : "end").content.cloneNode(true));
  byId("where").textContent = words("step").replace("{n}", page ? at + 1 : pages.length + 1).replace("{m}", pages.length + 1);
  byId("heading").textContent = page ? filling.said(byId(`step-${page.step.n}`).dataset.heading, page.holder) : document.title.replace(/ – Vigie$/, "");
  byId("back").hidden = at === 0;
  byId("next").textContent = words(page ? "next" : "end");
  if (page) {
    showTurns(page);
    page.step.q.forEach(q => draw(q, page));
  }
  tell(page && faults ? filling.asked(page).filter(each => !each.part.told) : []);
  if (focus) (faults ? byId("wrong") : byId("heading")).querySelector("a")?.focus() ?? byId("heading").focus();
}

const fieldset = q => byId("asked").querySelector(`#q${q}`).closest(".field");

function draw(q, page) {
  const each = filling.find(q, page.holder), box = fieldset(q);
  box.hidden = !each || each.off;
  if (box.hidden) return;
  for (const text of box.querySelectorAll("legend, label, .hint, p")) {
    if (text.dataset.said === undefined) text.dataset.said = text.textContent.includes("\u27e6") ? text.textContent : "";
    if (text.dataset.said) text.textContent = filling.said(text.dataset.said, each);
  }
  if (each.part.told) {
    const value = box.querySelector("b");
    if (value) value.textContent = each.text;
    return;
  }
  mark(box, each);
  fill(box, each);
}

function mark(box, each) {
  const head = box.querySelector("legend, label"), old = head.querySelector(".k");
  if (filling.required(each) && !old) head.append(" ", make("span", { className: "k", textContent: words("needed") }));
  else if (!filling.required(each) && old) old.remove();
}

function fill(box, each) {
  const name = `q${each.part.q}`, field = box.querySelector(`input#${name}, select#${name}, textarea#${name}`);
  const { control, type, looks = "" } = each.part;
  if (box.tagName === "FIELDSET") return choices(box, each, name);
  if (field.tagName === "SELECT") {
    field.replaceChildren(make("option", { value: "" }), ...filling.options(each).map(one => make("option", { value: one.value, textContent: one.label })));
    field.value = each.text;
  } else if (control === "select1") {
    const found = filling.options(each).find(one => one.value === each.text);
    field.value = found ? found.label : each.text;
    suggest(field, each);
  } else if (control === "upload") showFile(box, each);
  else if (control === "trigger") field.checked = Boolean(each.text);
  else if (type === "geopoint") {
    const parts = each.text.split(" ");
    field.value = parts.length === 4 ? parts.slice(0, 2).join(" ") : each.text;
    box.querySelector("select").value = parts.length === 4 ? parts[3].split(".")[0] : "";
  } else {
    const size = type === "time" ? 5 : type === "dateTime" ? 16 : type === "date" && /month-year/.test(looks) ? 7 : type === "date" && /year/.test(looks) ? 4 : undefined;
    field.value = each.text.slice(0, size);
  }
  return null;
}

function choices(box, each, name) {
  box.querySelectorAll("label").forEach(one => one.remove());
  const { control } = each.part, chosen = each.text.split(" ");
  filling.options(each).forEach((one, i) => {
    const field = control === "rank"
      ? make("input", { type: "number", name: `${name}-${i}`, min: 1, value: chosen.indexOf(one.value) + 1 || "" })
      : make("input", { type: control === "select" ? "checkbox" : "radio", name, value: one.value, checked: chosen.includes(one.value) });
    box.append(make("label", {}, field, ` ${one.label}`));
  });
}

function suggest(field, each) {
  const list = make("datalist", { id: `${field.id}-list` });
  field.after(list);
  field.setAttribute("list", list.id);
  field.addEventListener("input", () => {
    const wanted = folded(field.value), known = filling.options(each).filter(one => folded(one.label).includes(wanted));
    list.replaceChildren(...known.slice(0, MOST_FOUND).map(one => make("option", { value: one.label })));
  });
}

function showFile(box, each) {
  box.querySelector(".note")?.remove();
  if (each.text) box.querySelector("label").after(make("p", { className: "note", textContent: words("kept") }));
}

function showTurns(page) {
  const list = byId("asked").querySelector("[data-turns]");
  if (!list) return;
  const turns = filling.turns(page);
  list.replaceChildren(...turns.map((turn, i) => {
    const open = make("button", { type: "button", className: "link", textContent: `${i + 1}. ${told(turn) || "…"}` });
    open.addEventListener("click", () => go(filling.pages().find(each => each.holder === turn)?.key ?? page.key));
    const remove = make("button", { type: "button", className: "link", textContent: words("remove").replace("{n}", i + 1) });
    remove.addEventListener("click", () => { filling.removeTurn(turn); go(page.key); });
    return make("li", {}, open, remove);
  }));
  if (!turns.length) list.append(make("li", { textContent: words("empty") }));
  byId("asked").querySelector("[data-add]").addEventListener("click", () => {
    const turn = filling.addTurn(filling.around(page), filling.repeat(page));
    go(filling.pages().find(each => each.holder === turn)?.key ?? page.key);
  });
}

function told(turn) {
  const own = filling.pages().filter(each => each.holder === turn).flatMap(each => filling.asked(each)).filter(each => each.text && !each.part.told);
  return own.slice(0, 2).map(each => each.text.split(" ").map(value => filling.options(each).find(one => one.value === value)?.label ?? value).join(" ")).join(", ");
}

function tell(asked) {
  const wrong = asked.map(each => [each, filling.fault(each)]).filter(([, why]) => why);
  byId("asked").querySelectorAll(".msg").forEach(each => each.remove());
  byId("asked").querySelectorAll(".err").forEach(each => each.classList.remove("err"));
  byId("asked").querySelectorAll("[aria-invalid]").forEach(each => each.removeAttribute("aria-invalid"));
  byId("wrong").hidden = !wrong.length;
  byId("wrong").querySelector("ul").replaceChildren(...wrong.map(([each, why]) => {
    const box = fieldset(each.part.q), id = `q${each.part.q}-fault`;
    box.classList.add("err");
    box.querySelector("legend, label").after(make("p", { className: "msg", id, textContent: why }));
    const field = box.querySelector("input:not([type=hidden]), select, textarea");
    field?.setAttribute("aria-invalid", "true");
    field?.setAttribute("aria-describedby", id);
    const head = box.querySelector("legend, label").cloneNode(true);
    head.querySelector(".k")?.remove();
    return make("li", {}, make("a", { href: `#q${each.part.q}`, textContent: head.textContent.trim() }), ` ${why}`);
  }));
  return wrong.length;
}

// what is typed

function take(page) {
  filling.setting.clock = clock();
  for (const each of filling.asked(page)) {
    if (each.part.told || each.part.control === "upload") continue;
    const text = read(each);
    if (text === each.text) continue;
    each.text = text;
    filling.changed(each);
  }
  filling.settle();
}

function read(each) {
  const box = fieldset(each.part.q), name = `q${each.part.q}`, zone = filling.setting.clock.slice(23);
  const field = box.querySelector(`input#${name}, select#${name}, textarea#${name}`);
  const { control, type } = each.part;
  if (control === "rank") return ranked(box, each);
  if (box.tagName === "FIELDSET") return Array.from(box.querySelectorAll("input:checked"), one => one.value).join(" ");
  if (control === "trigger") return field.checked ? "OK" : "";
  const text = tidied(field.value);
  if (field.tagName === "SELECT") return text;
  if (control === "select1") return found(each, text);
  if (type === "geopoint" && text) {
    const within = box.querySelector("select").value, value = brought(each.part, within ? `${text}; 0; ${within}` : text, zone);
    return value[1] ? text : value[0];
  }
  return brought(each.part, text, zone)[0];
}

function found(each, text) {
  const options = filling.options(each);
  if (!text || options.some(one => one.value === text)) return text;
  const matches = options.filter(one => folded(one.label) === folded(text));
  return matches.length === 1 ? matches[0].value : text;
}

function ranked(box, each) {
  const options = filling.options(each).map(one => one.value);
  const places = Array.from(box.querySelectorAll("input[type=number]"), one => one.value);
  if (!places.every(Boolean) || new Set(places).size < options.length) return places.some(Boolean) ? "" : each.text;
  return options.map((value, i) => [Number(places[i]), value]).sort((a, b) => a[0] - b[0]).map(one => one[1]).join(" ");
}

// A photograph is drawn anew: smaller, and without the place and the telephone that its file would tell.
async function attach(each, file) {
  let data = file, ending = (/\.([a-z0-9]{1,5})$/i.exec(file.name) || [, "bin"])[1].toLowerCase();
  if (/^image\//.test(file.type)) {
    const image = await createImageBitmap(file), scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height));
    const canvas = make("canvas", { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    data = await new Promise(resolve => { canvas.toBlob(resolve, "image/jpeg", 0.8); });
    ending = "jpg";
  }
  files.delete(each.text);
  each.text = `${crypto.randomUUID().slice(0, 13)}.${ending}`;
  files.set(each.text, await data.arrayBuffer());
  showFile(fieldset(each.part.q), each);
}

// where to go

function go(to) {
  key = to;
  show();
}

async function keep() {
  const held = Array.from(files, ([name, data]) => [name, Array.from(new Uint8Array(data))]);
  await keepBegun(plan.form, { key, number, answers: filling.answers(), files: held });
}

async function next() {
  const { pages, at } = here(), page = pages[at];
  if (!page) return finish();
  take(page);
  await keep();
  const faults = filling.asked(page).filter(each => !each.part.told && filling.fault(each));
  if (faults.length) return show(true);
  return go(filling.after(page)?.key ?? "");
}

async function back() {
  const { pages, at } = here(), page = pages[at];
  if (page) take(page);
  go(filling.before(page)?.key ?? key);
}

async function finish() {
  const wrong = filling.pages().find(page => filling.asked(page).some(each => !each.part.told && filling.fault(each)));
  if (wrong) {
    key = wrong.key;
    return show(true);
  }
  const named = JSON.stringify(filling.answers());
  await enqueue(plan.key, {
    form: plan.form, version: plan.version, account: plan.account, language: plan.language, number,
    answers: filling.answers(), finished: clock(),
  }, Array.from(files, ([name, data]) => ({ name, data })).filter(each => named.includes(each.name)));
  await forgetBegun(plan.form);
  byId("step").hidden = true;
  byId("wrong").hidden = true;
  byId("told").textContent = "";
  byId("sent").hidden = false;
  byId("heading").focus();
  return send(false);
}

async function start(fresh) {
  const old = fresh ? null : await begun(plan.form).catch(() => null);
  files = new Map(old ? old.files.map(([name, data]) => [name, new Uint8Array(data).buffer]) : []);
  number = old ? old.number : crypto.randomUUID();
  filling = new Filling(plan, lists, old ? old.answers : null);
  key = old ? old.key : filling.pages()[0]?.key ?? "";
  byId("told").textContent = old ? words("restored") : "";
  show(false, false);
}

async function fetchLists() {
  if (!plan.far.length) return;
  try {
    lists = { ...plan.lists, ...await (await fetch(plan.far_at)).json() };
  } catch {
    byId("told").textContent = words("lists");
    return;
  }
  const answers = filling.answers();
  filling = new Filling(plan, lists, answers);
}

byId("step").addEventListener("submit", event => { event.preventDefault(); next(); });
byId("back").addEventListener("click", back);
byId("again").addEventListener("click", () => start(true));
byId("asked").addEventListener("change", async event => {
  const { pages, at } = here(), page = pages[at];
  if (!page) return;
  const file = event.target.files && event.target.files[0];
  if (file) await attach(filling.asked(page).find(each => `q${each.part.q}` === event.target.name), file);
  take(page);
  page.step.q.filter(q => !fieldset(q).contains(event.target)).forEach(q => draw(q, page));
});
window.addEventListener("beforeunload", event => {
  if (!byId("step").hidden && Object.keys(filling.answers()).length && key !== filling.pages()[0]?.key) event.preventDefault();
});
start(false).then(fetchLists);
