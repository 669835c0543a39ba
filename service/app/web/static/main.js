// The page: puts the parts together and owns what is current.

import * as api from "./api.js";
import { closeArticle, linked, openArticle, turn } from "./article.js";
import { ask, showConversation, stop } from "./chat.js";
import { byId, fill, h, plain } from "./dom.js";
import * as library from "./library.js";
import { prepare as preparePreview } from "./preview.js";
import { fresh, load, save } from "./store.js";

let offered = new Set();
let conversations = load();
let current = fresh();

const page = {
  open: (citation, among) => openArticle(citation, among, offered),
  conversation: () => current,
  changed: () => {
    if (!conversations.includes(current) && current.turns.length) conversations.unshift(current);
    save(conversations);
    listConversations();
  },
};

const question = /** @type {HTMLTextAreaElement} */ (byId("question"));

function listConversations() {
  fill(byId("conversations"), ...conversations.map((conversation) =>
    h("li", {}, h("button.entry", { type: "button", "aria-current": conversation === current ? "true" : null, onclick: () => choose(conversation) },
      h("span.entry-title", {}, plain(conversation.title || "Untitled"))))));
  byId("clear").hidden = conversations.length === 0;
}

function choose(conversation) {
  stop();
  current = conversation;
  showConversation(page);
  if (!current.turns.length) welcome();
  listConversations();
  hideSide();
  question.focus();
}

async function welcome() {
  const asked = current;
  const { total } = await api.listArticles({ limit: "1" }).catch(() => ({ total: -1 }));
  const suggestions = total > 0 && offered.has("GET /v1/suggestions") ? await suggestedQuestions() : [];
  if (current !== asked || current.turns.length) return;
  const empty = total === 0;
  fill(byId("transcript"), h("div.welcome", {},
    h("p.lead", {}, empty ? "There are no articles yet." : "Ask about the deals in your articles."),
    h("p.quiet", {}, empty ? "Add the first one: paste a text, drop a file, or run dealbrief samples." : "Every sentence of an answer carries the quote that proves it. What the articles do not say, dealbrief does not say."),
    empty && h("button.primary", { type: "button", onclick: library.showAdd }, "Add the first article"),
    suggestions.length > 0 && h("ul.suggestions", { "aria-label": "Suggested questions" }, ...suggestions.map((text) =>
      h("li", {}, h("button", { type: "button", onclick: () => ask(text, page) }, plain(text)))))));
}

async function suggestedQuestions() {
  const reply = await api.getSuggestions().catch(() => ({}));
  const list = Array.isArray(reply) ? reply : reply.suggestions || reply.questions || reply.items || [];
  return list.map((item) => (typeof item === "string" ? item : item.question)).slice(0, 4);
}

function submit() {
  const text = question.value.trim();
  if (!text || byId("send").hidden) return;
  question.value = "";
  grow();
  ask(text, page);
}

function grow() {
  question.style.height = "auto";
  question.style.height = `${Math.min(question.scrollHeight, 200)}px`;
}

function hideSide() {
  document.body.classList.remove("side-open");
  byId("show-side").setAttribute("aria-expanded", "false");
}

function listen() {
  byId("composer").addEventListener("submit", (event) => (event.preventDefault(), submit()));
  question.addEventListener("input", grow);
  question.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) (event.preventDefault(), submit());
  });
  byId("stop").addEventListener("click", stop);
  byId("new").addEventListener("click", () => choose(fresh()));
  byId("clear").addEventListener("click", () => {
    conversations = [];
    save(conversations);
    choose(fresh());
  });
  byId("show-side").addEventListener("click", () => {
    const opened = document.body.classList.toggle("side-open");
    byId("show-side").setAttribute("aria-expanded", String(opened));
  });
  byId("close-article").addEventListener("click", closeArticle);
  byId("previous").addEventListener("click", () => turn(-1, offered));
  byId("next").addEventListener("click", () => turn(1, offered));
  addEventListener("keydown", keys);
  addEventListener("hashchange", openLinked);
}

function keys(event) {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLSelectElement;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") {
    if (!byId("stop").hidden) stop();
    else if (!byId("article").hidden) closeArticle();
    else hideSide();
  } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    if (event.key === "/") (event.preventDefault(), question.focus());
    if (event.key === "n" && !byId("article").hidden) turn(1, offered);
    if (event.key === "p" && !byId("article").hidden) turn(-1, offered);
  }
}

function openLinked() {
  const citation = linked(location.hash);
  if (citation) page.open(citation, [citation]);
}

function askForKey() {
  const box = /** @type {HTMLDialogElement} */ (byId("key-dialog"));
  const input = /** @type {HTMLInputElement} */ (byId("key-input"));
  input.value = "";
  api.key.forget();
  box.returnValue = "cancel";
  if (!box.open) box.showModal();
  return new Promise((resolve) => box.addEventListener("close", () => {
    if (box.returnValue === "use" && input.value) api.key.set(input.value.trim());
    resolve(box.returnValue === "use" && Boolean(input.value));
  }, { once: true }));
}

async function showState() {
  const ready = await api.getReadiness().catch(() => null);
  const model = ready?.model ? `model ${ready.model}` : "no model: answers are the articles’ own sentences";
  const trouble = ready?.status === "degraded" ? `degraded: ${(ready.reasons || []).join("; ")}` : "";
  byId("state").textContent = ready ? [model, trouble].filter(Boolean).join(" · ") : "the service cannot be reached";
}

async function start() {
  preparePreview();
  let pending = null;
  api.onKeyNeeded(() => (pending ??= askForKey().finally(() => (pending = null))));
  listen();
  listConversations();
  question.focus();
  offered = await api.offered().catch(() => new Set());
  await library.prepare((article) => (hideSide(), page.open({ n: null, article_id: article.id }, [])), () => current.turns.length || welcome(), offered);
  welcome();
  showState();
  openLinked();
}

start();
