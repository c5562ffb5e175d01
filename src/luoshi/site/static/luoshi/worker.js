// Pages that were taken along open without a signal; everything else comes from the network.
const PAGES = "luoshi-pages";
const FILES = "luoshi-files";
const OFFLINE = "/cases/offline/";
const TAKEN = ["/cases/", "/projects/"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(FILES).then((cache) => cache.add(OFFLINE)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(event.request));
  else if (event.request.mode === "navigate" && TAKEN.some((start) => url.pathname.startsWith(start))) {
    event.respondWith(page(event.request));
  }
});

// Files: the newest there is, the last one seen without a signal.
async function file(request) {
  const cache = await caches.open(FILES);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(request);
    if (kept) return kept;
    throw error;
  }
}

// Pages: those taken along are renewed when they are seen, and shown when there is no signal.
async function page(request) {
  const cache = await caches.open(PAGES);
  const kept = await cache.match(request, { ignoreVary: true });
  try {
    const response = await fetch(request);
    if (kept && response.ok && !response.redirected) await cache.put(request, response.clone());
    return response;
  } catch {
    return kept || (await caches.match(OFFLINE));
  }
}
