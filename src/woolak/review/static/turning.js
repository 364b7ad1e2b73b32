// SPDX-License-Identifier: EUPL-1.2
// Pages of a document fetched before they are asked for, and kept by this screen alone.

const MOST = 6;
const kept = new Map();

// The picture is drawn and sent while the page itself is made.
function picture(path) {
  const image = new Image();
  image.src = path.replace(/^\/pagina\/([^?#]*).*$/, "/beeld/$1.png");
  return image;
}

async function load(path) {
  const image = picture(path);
  const response = await fetch(path, { headers: { "X-Vooruit": "ja" } });
  if (!response.ok || response.redirected) throw new Error("no page");
  const made = new DOMParser().parseFromString(await response.text(), "text/html");
  const main = made.querySelector("main");
  if (!main?.querySelector("[data-page]")) throw new Error("no page");
  const empty = main.querySelector("img");
  for (const { name, value } of empty.attributes) if (name !== "src") image.setAttribute(name, value);
  empty.replaceWith(image);
  document.adoptNode(main);
  image.decode().catch(() => undefined);
  return { title: made.title, stand: made.body.dataset.stand, main };
}

// Have a page ready; nobody has seen it yet.
export function ahead(path) {
  if (kept.has(path)) return kept.get(path);
  const loading = load(path);
  loading.catch(() => kept.delete(path));
  kept.set(path, loading);
  while (kept.size > MOST) kept.delete(kept.keys().next().value);
  return loading;
}

// Hand a page over to the screen: from now on it is shown there, and no longer ready.
export function fetched(path) {
  const loading = ahead(path);
  kept.delete(path);
  return loading;
}

export function forget() {
  kept.clear();
}
