// Reports that wait on this device, each sealed for the node: whoever opens this device can't read them, its owner neither.
// How they are sealed: vigie/intake/webform/sealing.py.

const DATABASE = "vigie-remplir", WAITING = "waiting", BEGUN = "begun", PAD = 4096;
const bytes = text => new TextEncoder().encode(text);

// the store

const answered = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function store(name, mode, ask) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(WAITING, { keyPath: "id" });
    opening.result.createObjectStore(BEGUN);
  };
  const database = await answered(opening);
  try {
    const going = database.transaction(name, mode, { durability: "strict" });
    const done = new Promise((resolve, reject) => {
      going.oncomplete = resolve;
      going.onerror = going.onabort = () => reject(going.error);
    });
    const found = await answered(ask(going.objectStore(name)));
    await done;
    return found;
  } finally {
    database.close();
  }
}

// sealing

function packed(said, files) {
  const head = bytes(JSON.stringify({ ...said, files: files.map(({ name, data }) => ({ name, size: data.byteLength })) }));
  const size = 4 + head.length + files.reduce((sum, { data }) => sum + data.byteLength, 0);
  const content = new Uint8Array(Math.ceil(size / PAD) * PAD);
  new DataView(content.buffer).setUint32(0, head.length);
  content.set(head, 4);
  let at = 4 + head.length;
  for (const { data } of files) {
    content.set(new Uint8Array(data), at);
    at += data.byteLength;
  }
  return content;
}

async function sealed(key, content) {
  const curve = { name: "ECDH", namedCurve: "P-256" }, point = Uint8Array.from(atob(key), sign => sign.charCodeAt(0));
  const node = await crypto.subtle.importKey("raw", point, curve, false, []);
  const own = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const ownPoint = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
  const agreed = await crypto.subtle.deriveBits({ name: "ECDH", public: node }, own.privateKey, 256);
  const secret = await crypto.subtle.importKey("raw", agreed, "HKDF", false, ["deriveKey"]);
  const cipher = await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: ownPoint, info: bytes("vigie web form") },
    secret, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const name = new Uint8Array(await crypto.subtle.digest("SHA-256", point)).slice(0, 8);
  const head = new Uint8Array([...bytes("VG1"), ...name, ...ownPoint, ...nonce]);
  const text = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: head }, cipher, content);
  return new Blob([head, text]).arrayBuffer();
}

// Seal a finished report and put it into the queue. said: form, version, account, number, answers …
export async function enqueue(key, said, files) {
  const envelope = await sealed(key, packed(said, files));
  await store(WAITING, "readwrite", all => all.put({ id: said.number, at: Date.now(), envelope, why: "" }));
  await show();
}

// a report that is being filled: readable while this tab lives, and by it alone

async function tabKey(make) {
  let kept = sessionStorage.getItem(BEGUN);
  if (!kept && !make) return null;
  if (!kept) {
    kept = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));
    sessionStorage.setItem(BEGUN, kept);
  }
  return crypto.subtle.importKey("raw", Uint8Array.from(atob(kept), sign => sign.charCodeAt(0)), "AES-GCM", false, ["encrypt", "decrypt"]);
}

export async function keepBegun(form, said) {
  const iv = crypto.getRandomValues(new Uint8Array(12)), key = await tabKey(true);
  const text = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes(JSON.stringify(said)));
  await store(BEGUN, "readwrite", all => all.put({ iv, text }, form));
}

export async function begun(form) {
  const key = await tabKey(false), found = await store(BEGUN, "readonly", all => all.get(form));
  if (!found) return null;
  try {
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: found.iv }, key, found.text)));
  } catch {
    await forgetBegun(form); // of another tab, closed since: nobody can read it any more
    return null;
  }
}

export const forgetBegun = form => store(BEGUN, "readwrite", all => all.delete(form));

// sending

let sending = null;
export const send = asked => (sending = sending || sendAll(asked).finally(() => { sending = null; }));

// asked: by the button; what the node refused is then tried once more.
async function sendAll(asked) {
  const waiting = await store(WAITING, "readonly", all => all.getAll());
  if (!waiting.length || !navigator.onLine) return show();
  let door;
  try {
    door = await (await fetch("/remplir/porte", { cache: "no-store" })).json();
  } catch {
    return show();
  }
  if (!door.open) return show("sign-in");
  for (const each of waiting.filter(one => asked || !one.why)) {
    try {
      await sendOne(each, door.token);
    } catch {
      break; // the connection is gone again
    }
  }
  return show();
}

async function sendOne(each, token) {
  const answer = await fetch("/remplir/arrivee", {
    method: "POST", body: each.envelope, headers: { "X-CSRFToken": token, "Content-Type": "application/octet-stream" },
  });
  if (answer.status === 201) {
    const { receipt } = await answer.json();
    receipts.push(receipt);
    await store(WAITING, "readwrite", all => all.delete(each.id));
  } else if (answer.status < 500 && answer.status !== 401) {
    const { why } = await answer.json().catch(() => ({ why: String(answer.status) }));
    await store(WAITING, "readwrite", all => all.put({ ...each, why }));
  }
}

// Remove all that this device holds: sealed reports, what was begun, the pages, the script that keeps them.
export async function wipe() {
  sessionStorage.clear();
  await answered(indexedDB.deleteDatabase(DATABASE));
  for (const name of await caches.keys()) await caches.delete(name);
  for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
}

// what is shown

const receipts = [];
const words = name => document.querySelector(`#queue [data-w="${name}"]`).textContent;

export async function show(state = "") {
  const panel = document.getElementById("queue");
  if (!panel) return;
  const waiting = await store(WAITING, "readonly", all => all.getAll());
  const told = [];
  if (receipts.length) told.push(words("sent").replace("{s}", receipts.join(", ")));
  if (waiting.length) told.push(words("waiting").replace("{n}", waiting.length));
  if (state) told.push(words(state));
  document.getElementById("queue-told").textContent = told.join(" ") || words("empty");
  document.getElementById("queue-list").replaceChildren(...waiting.map(each => {
    const line = document.createElement("li");
    line.textContent = [new Date(each.at).toLocaleString(document.documentElement.lang), each.why].filter(Boolean).join(" – ");
    return line;
  }));
  document.getElementById("queue-send").hidden = !waiting.length;
  document.getElementById("queue-sign-in").hidden = state !== "sign-in";
  panel.hidden = false;
}

async function keptForms() {
  const list = document.getElementById("kept-forms");
  if (!list || !window.caches) return;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (!/^\/remplir\/hors-ligne\/[0-9a-f-]+$/.test(new URL(request.url).pathname)) continue;
      const title = /<title>(.*?)<\/title>/s.exec(await (await cache.match(request)).text());
      const line = document.createElement("li"), link = document.createElement("a");
      link.href = request.url;
      link.textContent = new DOMParser().parseFromString(title ? title[1] : request.url, "text/html").body.textContent.replace(/ – Vigie$/, "");
      line.append(link);
      list.append(line);
    }
  }
  document.getElementById("no-kept-forms").hidden = list.children.length > 0;
}

if (window.isSecureContext && navigator.serviceWorker && window.indexedDB) {
  navigator.serviceWorker.register("/remplir/veille.js", { scope: "/remplir" }).catch(() => null);
  document.querySelectorAll("[data-offline]").forEach(each => { each.hidden = false; });
  document.getElementById("queue-send")?.addEventListener("click", () => send(true));
  document.getElementById("queue-wipe")?.addEventListener("click", async event => {
    const button = event.currentTarget;
    if (!button.dataset.asked) {
      button.dataset.asked = "1";
      button.textContent = words("sure");
      return;
    }
    await wipe();
    location.replace("/remplir");
  });
  window.addEventListener("online", () => send(false));
  keptForms();
  show().then(() => send(false));
}
