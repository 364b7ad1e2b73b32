// SPDX-License-Identifier: EUPL-1.2
// What the forms do without a script, done without leaving the page: keys, drawing, news of others.

import { ahead, fetched, forget } from "./turning.js";

const root = document.documentElement;
const notice = document.getElementById("melding");
const help = document.getElementById("hulp");
const WORDS = { redact: "Gelakt", keep: "Openbaar" };
let stand = Number(document.body.dataset.stand || 0);
root.classList.add("js");

const all = (query, from = document) => [...from.querySelectorAll(query)];
const one = (query, from = document) => from.querySelector(query);
const named = (name, id) => one(`[data-${name}="${CSS.escape(id)}"]`);

function say(text, bad = false) {
  notice.textContent = text;
  notice.classList.toggle("bad", bad);
}

// ---- how a place or a line stands

function draw(element, state, label, by) {
  if (!element) return;
  if (element.dataset.state !== undefined) element.dataset.state = state;
  const shown = one(".state", element);
  if (shown) {
    shown.dataset.state = state;
    shown.className = `state state-${state}`;
    one(".label", shown).textContent = label;
  }
  const who = one(".by", element);
  if (who) who.textContent = by ?? "";
}

function drawPlace(id, now) {
  draw(named("card", id), now.state, now.label, now.by);
  for (const element of all(`[data-place="${CSS.escape(id)}"]`)) {
    if (!element.closest("svg")) { draw(element, now.state, now.label, now.by); continue; }
    element.setAttribute("class", `mark state-${now.state}`);
    const text = one("[data-tag]", element);
    if (text) text.textContent = now.state === "redact" ? now.label.replace(/^\D+/, "") : now.state.startsWith("open") ? "?" : "";
    const name = element.getAttribute("aria-label").split(", ").slice(0, -1);
    element.setAttribute("aria-label", [...name, now.label].join(", "));
  }
}

const openHere = () => all(".item[data-item][data-state=open]").length;
let elsewhere = 0;  // what waits on the other sheets of a list

function take(answer) {
  for (const [id, now] of Object.entries(answer.places ?? {})) drawPlace(id, now);
  for (const [id, now] of Object.entries(answer.items ?? {})) draw(named("item", id), now.state, now.label, now.by);
  const left = one("[data-left]");
  if (left) left.textContent = elsewhere + openHere();
}

// ---- deciding

function expect(form, button) {
  const target = form.closest(".item, .whole");
  const verdict = button?.value;
  if (!target || !(verdict in WORDS)) return;
  const grond = form.elements.grond?.value ?? "";
  const before = target.cloneNode(true);
  const label = verdict === "redact" ? `${WORDS[verdict]} ${grond}`.trim() : WORDS[verdict];
  draw(target, verdict, `${label} ...`, "");
  target.classList.add("saving");
  const place = target.dataset.card;
  if (place) named("place", place)?.setAttribute("class", `mark state-${verdict}`);
  return () => {
    const old = one(".state", before);
    draw(target, before.dataset.state ?? old?.dataset.state, one(".label", old)?.textContent, one(".by", before)?.textContent);
    if (place) named("place", place)?.setAttribute("class", `mark state-${before.dataset.state}`);
  };
}

async function send(form, button) {
  const data = new FormData(form, button);
  const undo = expect(form, button);
  const target = form.closest(".item, .whole");
  forget();
  try {
    const response = await fetch(form.getAttribute("action"), {
      method: "POST", body: data, headers: { Accept: "application/json" }, redirect: "manual",
    });
    if (response.type === "opaqueredirect") { location.reload(); return; }
    const answer = await response.json();
    if (!response.ok) undo?.();
    take(answer);
    if (answer.stand) form.elements.stand.value = answer.stand;
    say(answer.message ?? "", !response.ok);
    if (answer.go) location.assign(answer.go);
    return response.ok;
  } catch {
    undo?.();
    say("Niet opgeslagen: de verbinding met woolak is weg. Uw keuze is teruggezet.", true);
  } finally {
    target?.classList.remove("saving");
    lookAhead();
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-jump]") && page) { event.preventDefault(); jump(form); return; }
  const button = event.submitter;
  const where = button?.getAttribute("formaction") ?? form.getAttribute("action");
  if (form.matches("[data-quiet]")) form.elements.terug.value = location.pathname + location.search;
  if (where !== "/besluit" || form.matches(".all")) return;
  event.preventDefault();
  send(form, button);
});

// ---- which line or place is the current one

const lines = () => all(".item");
let current = null;

function choose(item, focus = true, scroll = true) {
  if (!item) return;
  for (const old of all(".item[aria-current], .mark[aria-current]")) old.removeAttribute("aria-current");
  current = item;
  item.setAttribute("aria-current", "true");
  if (item.dataset.card) {
    const mark = named("place", item.dataset.card);
    mark?.setAttribute("aria-current", "true");
    if (scroll) mark?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  if (scroll) item.scrollIntoView({ block: "nearest" });
  if (focus) one("[data-open], [data-pick], button", item)?.focus({ preventScroll: true });
}

function step(by) {
  const items = lines();
  const at = items.indexOf(current);
  choose(items[Math.min(items.length - 1, Math.max(0, at + by))]);
}

const waits = (item) => (item.dataset.state ?? one(".state", item)?.dataset.state ?? "").startsWith("open");

function nextOpen() {
  const items = lines();
  const at = items.indexOf(current);
  const found = [...items.slice(at + 1), ...items.slice(0, at + 1)].find(waits);
  if (found && found !== current) return choose(found);
  const next = one("[data-next-open]") ?? one("a[rel=next]");
  if (next) next.click(); else say("Er is niets meer te beslissen op dit scherm.");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='/pagina/']");
  if (page && link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    turn(link.getAttribute("href"));
    return;
  }
  const pick = event.target.closest("[data-pick]");
  const mark = event.target.closest("svg .mark");
  if (pick) choose(named("card", pick.dataset.pick));
  else if (mark && !drawing) choose(named("card", mark.dataset.place));
  else if (event.target.closest(".item")) choose(event.target.closest(".item"), false);
});
document.addEventListener("focusin", (event) => {
  const item = event.target.closest(".item");
  if (item && item !== current) choose(item, false);
});

// ---- keys

const press = (value) => {
  const whole = value === "redact" ? one("[data-whole=l]") : one("[data-whole=o]");
  const button = current ? one(`.decide button[value=${value}]`, current) : whole;
  button?.click();
};
const KEYS = {
  j: () => step(1), k: () => step(-1), n: nextOpen,
  l: () => press("redact"), o: () => press("keep"),
  g: () => { const field = one("[data-ground]", current ?? document); field?.focus(); field?.select(); },
  e: () => one("[data-key=e]", current ?? document)?.click(),
  b: () => toggleDrawing(),
  p: () => (one("[data-jump] input") ?? one("[data-key=p]"))?.[page ? "select" : "click"](),
  "/": () => location.assign("/zoeken"),
  "?": () => help?.showModal(),
};

function keysOn() {
  try { return localStorage.getItem("toetsen") !== "uit"; } catch { return true; }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || help?.open) return;
  const field = event.target.closest("input:not([type=checkbox]), select, textarea");
  if (field) {
    if (event.key === "Escape") field.blur();
    if (event.key === "Enter" && field.matches("[data-ground]") && field.closest(".decide")) {
      event.preventDefault();
      one("button[value=redact]", field.closest(".decide")).click();
      choose(field.closest(".item"));
    }
    return;
  }
  if (drawing && moveBox(event)) { event.preventDefault(); return; }
  if (event.target.closest("svg .mark") && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    choose(named("card", event.target.closest(".mark").dataset.place));
    return;
  }
  if (event.key === "Escape" && one("[data-up]")) { one("[data-up]").click(); return; }
  if (event.key === "Enter" && event.target === document.body) { if (current) one("[data-open]", current)?.click(); return; }
  if (!keysOn()) return;
  if (/^[1-9]$/.test(event.key)) { all(".top nav a")[event.key - 1]?.click(); return; }
  const action = KEYS[event.key] ?? KEYS[event.key.toLowerCase()];
  const link = one(`[data-key="${CSS.escape(event.key)}"], a[rel=${event.key === "v" ? "next" : event.key === "t" ? "prev" : "none"}]`);
  if (action) { event.preventDefault(); action(); }
  else if (link) { event.preventDefault(); link.click(); }
});

for (const box of all("[data-keys]")) {
  box.checked = keysOn();
  box.addEventListener("change", () => localStorage.setItem("toetsen", box.checked ? "aan" : "uit"));
}
one("[data-help]")?.addEventListener("click", (event) => { event.preventDefault(); help.showModal(); });

// ---- drawing a box

let page = null;
let svg = null;
let sheet = null;
let drawing = false;
let rect = null;
let start = null;

function point(event) {
  const frame = svg.getBoundingClientRect();
  const scale = (low, size, total) => Math.min(total, Math.max(0, ((low) / size) * total));
  return [
    scale(event.clientX - frame.left, frame.width, Number(page.dataset.width)),
    scale(event.clientY - frame.top, frame.height, Number(page.dataset.height)),
  ];
}

function place(x0, y0, x1, y1) {
  if (!rect) {
    rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    rect.setAttribute("class", "new-box");
    svg.append(rect);
  }
  const sides = { x: Math.min(x0, x1), y: Math.min(y0, y1), width: Math.abs(x1 - x0), height: Math.abs(y1 - y0) };
  for (const [name, value] of Object.entries(sides)) rect.setAttribute(name, value.toFixed(1));
  const box = [sides.x, sides.y, sides.x + sides.width, sides.y + sides.height];
  ["x0", "y0", "x1", "y1"].forEach((name, i) => { sheet.elements[name].value = box[i].toFixed(1); });
}

function toggleDrawing(on = !drawing) {
  if (!page) return;
  drawing = on;
  page.classList.toggle("drawing", on);
  one("[data-draw]").setAttribute("aria-pressed", on);
  sheet.elements.vervangt.value = sheet.elements.lezend.value = "";
  if (!on) { rect?.remove(); rect = null; sheet.hidden = true; say(""); return; }
  say("Sleep over wat weg moet (over een regeleinde: van het eerste woord terug naar het laatste), of gebruik de pijltoetsen; Enter bewaart, Esc stopt.");
}

function adjust(id) {
  const boxes = all("rect", named("place", id)).map((e) => ["x", "y", "width", "height"].map((name) => Number(e.getAttribute(name))));
  toggleDrawing(true);
  place(Math.min(...boxes.map((b) => b[0])), Math.min(...boxes.map((b) => b[1])),
    Math.max(...boxes.map((b) => b[0] + b[2])), Math.max(...boxes.map((b) => b[1] + b[3])));
  sheet.elements.vervangt.value = id;
  sheet.hidden = false;
  say("Teken het vak opnieuw, of verschuif het met de pijltoetsen (Shift: grootte); Enter bewaart, Esc stopt.");
}

function moveBox(event) {
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (event.key === "Escape") { toggleDrawing(false); return true; }
  if (event.key === "Enter" && rect && !event.target.closest("button, a")) { sheet.requestSubmit(); return true; }
  if (!arrows[event.key]) return false;
  if (!rect) place(page.dataset.width * 0.2, page.dataset.height * 0.2, page.dataset.width * 0.4, page.dataset.height * 0.2 + 14);
  const [x, y] = arrows[event.key].map((value) => value * 4);
  const box = ["x0", "y0", "x1", "y1"].map((name) => Number(sheet.elements[name].value));
  if (event.shiftKey) place(box[0], box[1], Math.max(box[0] + 4, box[2] + x), Math.max(box[1] + 4, box[3] + y));
  else place(box[0] + x, box[1] + y, box[2] + x, box[3] + y);
  sheet.hidden = false;
  sheet.scrollIntoView({ block: "nearest" });
  return true;
}

function drawn(event) {
  if (!start) return;
  const end = point(event);
  // Dragged down and back: over the end of a line, as one reads.
  sheet.elements.lezend.value = end[0] < start[0] && end[1] > start[1] + 6 ? "ja" : "";
  const slip = Math.abs(end[0] - start[0]) < 3 && Math.abs(end[1] - start[1]) < 3;
  start = null;
  if (slip) { toggleDrawing(false); return; }
  sheet.hidden = false;
  sheet.scrollIntoView({ block: "nearest" });
  if (sheet.elements.lezend.value) say("Over het regeleinde: van het eerste tot en met het laatste woord.");
  one("button", sheet).focus({ preventScroll: true });
}

function listen() {
  for (const button of all("[data-draw], [data-zoom]")) button.hidden = false;
  one("[data-draw]").addEventListener("click", () => toggleDrawing());
  one("[data-cancel]").addEventListener("click", () => toggleDrawing(false));
  for (const button of all("[data-adjust]")) button.addEventListener("click", () => adjust(button.dataset.adjust));
  one("[data-zoom]").addEventListener("click", () => enlarge(!page.classList.contains("large")));
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || (event.target.closest(".mark") && !drawing)) return;
    if (event.shiftKey === false && !drawing) toggleDrawing(true);
    start = point(event);
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => { if (start) place(...start, ...point(event)); });
  svg.addEventListener("pointerup", drawn);
}

function enlarge(on) {
  page.classList.toggle("large", on);
  one("[data-zoom]").setAttribute("aria-pressed", on);
}

// ---- a screen that was just opened, and turning to another page without leaving it

function settle() {
  page = one("[data-page]");
  elsewhere = Number(one("[data-left]")?.textContent ?? 0) - openHere();
  drawing = false;
  rect = start = current = null;
  if (page) {
    svg = one("svg", page);
    sheet = document.getElementById("vak");
    listen();
    const chosen = one(".mark[data-chosen]");
    const first = chosen ? named("card", chosen.dataset.place) : lines().find(waits) ?? lines()[0];
    // Below one another the picture comes first: it is not to be scrolled away.
    choose(first, false, Boolean(chosen) || matchMedia("(min-width: 64rem)").matches);
  } else {
    const hash = location.hash.startsWith("#r-") && document.getElementById(location.hash.slice(1));
    if (hash) choose(hash);
    else if (!one(".whole")) choose(lines().find(waits) ?? lines()[0], false);
  }
  (window.requestIdleCallback ?? setTimeout)(lookAhead);
}

function lookAhead() {
  if (!page) return;
  for (const link of all("a[rel=next], [data-next-open]")) ahead(link.getAttribute("href")).catch(() => undefined);
}

function jump(form) {
  const field = one("input", form);
  if (field.reportValidity()) turn(`/pagina/${page.dataset.document}/${Number(field.value)}`);
}

let turns = 0;

async function turn(path, remember = true) {
  const mine = ++turns;
  const large = page.classList.contains("large");
  try {
    const made = await fetched(path);
    if (mine !== turns) return;
    one("main").replaceWith(made.main);
    document.title = made.title;
    stand = Number(made.stand);
    if (remember) history.pushState(null, "", path);
    scrollTo(0, 0);
    settle();
    enlarge(large);
    say(`Document ${page.dataset.document}, bladzijde ${page.dataset.number}.`);
    one("main").focus({ preventScroll: true });
    await seen(mine);
  } catch {
    location.assign(path);
  }
}

// Tell that somebody has the page on the screen, and take over what was decided since it was fetched.
async function seen(mine) {
  const data = new FormData();
  data.set("document", page.dataset.document);
  data.set("pagina", page.dataset.number);
  const response = await fetch("/gezien", { method: "POST", body: data, headers: { Accept: "application/json" } });
  if (!response.ok) { location.reload(); return; }
  const answer = await response.json();
  if (mine !== turns) return;
  const shown = all("[data-card]").map((card) => card.dataset.card).sort();
  if (shown.join() !== Object.keys(answer.places).sort().join()) { location.reload(); return; }
  take(answer);
  stand = answer.stand;
  for (const field of all("input[name=stand]")) field.value = stand;
}

addEventListener("popstate", () => { if (page) turn(location.pathname + location.search, false); });
settle();

// ---- what others decide meanwhile

async function news() {
  if (document.hidden || !document.body.dataset.stand) return;
  const shown = all("[data-place], [data-card]").map((e) => e.dataset.place ?? e.dataset.card);
  if (!shown.length) return;
  const response = await fetch(`/sinds/${stand}`, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!response?.ok) return;
  const answer = await response.json();
  const others = Object.entries(answer.places).filter(([id]) => shown.includes(id));
  for (const [id, now] of others) drawPlace(id, now);
  stand = answer.stand;
  if (others.length) {
    for (const field of all("input[name=stand]")) field.value = stand;
    say(answer.message);
  }
}
setInterval(news, 5000);
