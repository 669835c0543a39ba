// The articles at hand: list, search, add, delete.

import { about } from "./answer.js";
import * as api from "./api.js";
import { announce, byId, fill, h, plain } from "./dom.js";

const PAGE = 30;
const HTML = /\.html?$/i;
const LINES = /\.(ndjson|jsonl)$/i;

/** @type {{cursor: string|null, items: any[], sources: Set<string>}} */
const state = { cursor: null, items: [], sources: new Set() };

/** @param {(article: any) => void} open @param {() => void} changed called after adding or deleting */
export function prepare(open, changed, offered) {
  let waiting = 0;
  byId("article-search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => refresh(open, changed), 200);
  });
  byId("article-source").addEventListener("change", () => refresh(open, changed));
  byId("more-articles").addEventListener("click", () => more(open, changed));
  byId("add").hidden = !offered.has("POST /v1/articles");
  byId("add").addEventListener("click", () => showAdd());
  byId("add-cancel").addEventListener("click", () => dialog("add-dialog").close());
  byId("add-form").addEventListener("submit", (event) => {
    event.preventDefault();
    addAll(offered).then(() => (refresh(open, changed), changed()));
  });
  acceptDrops(() => byId("add-send").click());
  return refresh(open, changed);
}

/** @param {string} id @returns {HTMLDialogElement} */
const dialog = (id) => /** @type {HTMLDialogElement} */ (byId(id));
/** @param {string} id @returns {HTMLInputElement} */
const input = (id) => /** @type {HTMLInputElement} */ (byId(id));

export function showAdd() {
  fill(byId("add-results"));
  dialog("add-dialog").showModal();
}

/** @param {(article: any) => void} open @param {() => void} changed */
export async function refresh(open, changed) {
  Object.assign(state, { cursor: null, items: [] });
  await more(open, changed);
}

/** @param {(article: any) => void} open @param {() => void} changed */
async function more(open, changed) {
  const query = { limit: String(PAGE), q: input("article-search").value.trim(), source: input("article-source").value, cursor: state.cursor || "" };
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value));
  try {
    const page = await api.listArticles(given);
    state.items.push(...page.items);
    state.cursor = page.next_cursor;
    byId("article-count").textContent = `${page.total} ${page.total === 1 ? "article" : "articles"}`;
  } catch (error) {
    byId("article-count").textContent = error instanceof Error ? error.message : String(error);
  }
  byId("more-articles").hidden = !state.cursor;
  fill(byId("articles"), ...state.items.map((article) => row(article, open, changed)));
  offerSources();
}

function offerSources() {
  for (const { source } of state.items) {
    if (!source || state.sources.has(source)) continue;
    state.sources.add(source);
    byId("article-source").append(h("option", { value: source }, plain(source)));
  }
}

function row(article, open, changed) {
  const title = plain(article.title || article.id);
  return h(
    "li.article-row",
    {},
    h("button.entry", { type: "button", onclick: () => open(article) }, h("span.entry-title", {}, title), h("span.quiet", {}, about(article))),
    h("button.icon", { type: "button", "aria-label": `Delete ${title}`, onclick: () => confirmDelete(article, title, open, changed) }, "×"),
  );
}

function confirmDelete(article, title, open, changed) {
  const box = dialog("delete-dialog");
  byId("delete-what").textContent = title;
  box.returnValue = "cancel";
  box.addEventListener("close", async () => {
    if (box.returnValue !== "delete") return;
    try {
      await api.deleteArticle(article.id);
      announce(`${title} deleted`);
    } catch (error) {
      announce(error instanceof Error ? error.message : String(error));
    }
    await refresh(open, changed);
    changed();
  }, { once: true });
  box.showModal();
}

async function addAll(offered) {
  const files = [...(input("add-files").files || [])];
  const text = input("add-text").value;
  const steps = [...(text.trim() ? [() => addOne(pasted(text))] : []), ...files.map((file) => () => addFile(file, offered))];
  if (!steps.length) return result("Paste a text or choose a file first.", false);
  const bar = /** @type {HTMLProgressElement} */ (byId("add-progress"));
  Object.assign(bar, { max: steps.length, value: 0, hidden: false });
  for (const step of steps) {
    await step().catch((error) => result(error.message, false));
    bar.value += 1;
  }
  bar.hidden = true;
  for (const id of ["add-text", "add-name", "add-source", "add-url", "add-date", "add-files"]) input(id).value = "";
}

/** @param {string} text */
function pasted(text) {
  const stated = { title: input("add-name").value, source: input("add-source").value, url: input("add-url").value, published_at: input("add-date").value };
  const given = Object.fromEntries(Object.entries(stated).filter(([, value]) => value.trim()));
  return { text, format: /^\s*<(!doctype|html|head|body|article|div|p)\b/i.test(text) ? "html" : "text", ...given };
}

/** @param {File} file @param {Set<string>} offered */
async function addFile(file, offered) {
  const text = new TextDecoder().decode(await file.arrayBuffer());
  if (!LINES.test(file.name)) return addOne({ text, format: HTML.test(file.name) ? "html" : /\.md$/i.test(file.name) ? "markdown" : "text" }, file.name);
  if (!offered.has("POST /v1/articles/batch")) throw new Error(`${file.name}: this service takes no batches.`);
  return api.addBatch(text, (line) => (line.id && line.status !== "error" && !line.error ? added(line) : result(`${file.name}: ${line.detail || line.error?.detail || "refused"}`, false)));
}

async function addOne(posted, name = "") {
  try {
    added(await api.addArticle(posted));
  } catch (error) {
    throw new Error([name, error instanceof Error ? error.message : String(error)].filter(Boolean).join(": "));
  }
}

const added = (reply) => result(`${plain(reply.title || reply.id)}: ${reply.status}${(reply.warnings || []).map((w) => `. ${w}`).join("")}`, true);
const result = (text, good) => byId("add-results").append(h(good ? "li.good" : "li.problem", {}, plain(text)));

/** Files dropped anywhere on the page are offered for adding. @param {() => void} send */
function acceptDrops(send) {
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer?.files.length || byId("add").hidden) return;
    if (!dialog("add-dialog").open) showAdd();
    input("add-files").files = event.dataTransfer.files;
    send();
  });
}
