// Keeps the pages for filling without a connection, and nothing that names a person or holds an answer.

const CACHE = "vigie-remplir-1", PATIENCE = 6000;
const KEPT = /^\/remplir\/hors-ligne(\/|$)|^\/static\/vigie\//;
const SHELL = ["/remplir/hors-ligne", "/static/vigie/vigie.css", "/static/vigie/favicon.svg",
  ...["page", "filling", "typed", "xpath", "queue"].map(name => `/static/vigie/remplir/${name}.js`)];

self.addEventListener("install", event => {
  event.waitUntil(caches.open(CACHE).then(cache => cache.addAll(SHELL)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", event => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (KEPT.test(url.pathname)) event.respondWith(fresh(request));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => kept("/remplir/hors-ligne")));
});

// The newest there is within some seconds, else what is kept.
async function fresh(request) {
  const cache = await caches.open(CACHE), known = await cache.match(request);
  const asked = fetch(request).then(answer => {
    if (answer.ok && !answer.redirected) cache.put(request, answer.clone());
    return answer;
  });
  if (!known) return asked.catch(() => kept("/remplir/hors-ligne"));
  const late = new Promise(resolve => setTimeout(resolve, PATIENCE, known));
  return Promise.race([asked.catch(() => known), late]);
}

const kept = async address => (await (await caches.open(CACHE)).match(address)) || Response.error();
