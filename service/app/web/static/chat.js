// The conversation: asking, watching checked claims arrive, stopping, retrying, copying.

import { claimView, outcome, withFootnotes } from "./answer.js";
import * as api from "./api.js";
import { announce, byId, fill, h, plain } from "./dom.js";
import { history } from "./store.js";

/** @type {AbortController|null} */
let asking = null;

/**
 * @typedef {object} Page what the chat needs of the page around it
 * @property {(citation: any, among: any[]) => void} open
 * @property {() => import("./store.js").Conversation} conversation
 * @property {() => void} changed the conversation has a new turn
 */

/** @param {Page} page */
export function showConversation(page) {
  const transcript = byId("transcript");
  fill(transcript, ...page.conversation().turns.map((turn) => finishedTurn(turn, page)));
  transcript.scrollTop = transcript.scrollHeight;
}

/** @param {{question: string, answer: any, stopped?: boolean}} turn @param {Page} page */
function finishedTurn(turn, page) {
  const view = turnView(turn.question);
  if (turn.answer) complete(view, turn.answer, page);
  else if (turn.stopped) stopped(view, turn.question, page);
  return view.element;
}

/** The frame of one turn. @param {string} question */
function turnView(question) {
  const standalone = h("p.standalone.quiet", { hidden: true });
  const status = h("p.status.quiet");
  const claims = h("p.claims");
  const after = h("div.after");
  const answer = h("div.answer", {}, claims, status, after); // the status goes when the answer is whole, so it stands below what stays
  const element = h("article.turn", {}, h("h2.question", { dir: "auto" }, plain(question)), standalone, answer);
  return { element, standalone, status, claims, after };
}

/** @param {string} question @param {Page} page */
export async function ask(question, page) {
  if (asking) return;
  const conversation = page.conversation();
  const turn = { question, answer: null, stopped: false };
  const view = turnView(question);
  byId("transcript").querySelector(".welcome")?.remove();
  byId("transcript").append(view.element);
  view.element.scrollIntoView({ block: "start" });
  asking = new AbortController();
  busy(true);
  const request = { question, history: history(conversation) };
  if (!conversation.title) conversation.title = question;
  conversation.turns.push(turn);
  try {
    turn.answer = await follow(api.ask(request, asking.signal), view, page);
    complete(view, turn.answer, page);
    announce(summaryOf(turn.answer));
  } catch (error) {
    if (asking.signal.aborted) {
      turn.stopped = true;
      stopped(view, question, page);
      announce("Stopped");
    } else {
      conversation.turns = conversation.turns.filter((t) => t !== turn);
      failed(view, question, error, page);
    }
  } finally {
    asking = null;
    busy(false);
    page.changed();
  }
}

export const stop = () => asking?.abort();

/** Shows events as they come; resolves to the full answer. */
async function follow(events, view, page) {
  const citations = [];
  const conversationOpen = page.open;
  view.status.textContent = "Searching the articles…";
  for await (const { name, data } of events) {
    if (name === "search") {
      const { hits, queries } = data;
      view.status.textContent = `Reading ${hits.length} ${hits.length === 1 ? "passage" : "passages"} and checking every sentence…`;
      showStandalone(view, queries[0]);
    } else if (name === "claim") {
      citations.push(...data.citations);
      view.claims.append(claimView(data.claim, citations, conversationOpen));
      followDown(view.element);
    } else if (name === "done") return data;
    else if (name === "error") throw new api.Problem(data.status, data.title, data.detail);
  }
  throw new api.Problem(0, "Broken off", "The answer broke off before its end. Try again.");
}

/** Keeps the end in sight, unless the reader has scrolled up. @param {Element} element */
function followDown(element) {
  const transcript = byId("transcript");
  const below = transcript.scrollHeight - transcript.scrollTop - transcript.clientHeight;
  if (below < 120) element.scrollIntoView({ block: "end" });
}

/** Before the first claim, so that it pushes none down. @param {any} view @param {string} standalone */
function showStandalone(view, standalone) {
  const asked = view.element.querySelector(".question").textContent;
  if (!standalone || standalone.trim() === asked.trim()) return;
  view.standalone.hidden = false;
  view.standalone.textContent = `Searched for: ${plain(standalone)}`;
}

function complete(view, answer, page) {
  if (view.claims.childElementCount) view.claims.classList.add("settled");
  fill(view.claims, ...answer.claims.map((claim) => claimView(claim, answer.citations, page.open)));
  view.status.remove();
  showStandalone(view, answer.standalone_question);
  view.element.dataset.status = answer.status;
  fill(view.after, ...outcome(answer, page.open), actions(answer, page));
}

function actions(answer, page) {
  const copy = h("button.link", { type: "button" }, "Copy with footnotes");
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(withFootnotes(answer.question, answer));
    copy.textContent = "Copied";
    announce("Copied with footnotes");
    setTimeout(() => (copy.textContent = "Copy with footnotes"), 2000);
  });
  return h("p.actions", {}, copy, retry(answer.question, page));
}

const retry = (question, page) => h("button.link", { type: "button", onclick: () => ask(question, page) }, "Ask again");

function stopped(view, question, page) {
  view.status.textContent = "Stopped. What is shown was checked; the rest was not read.";
  fill(view.after, h("p.actions", {}, retry(question, page)));
}

function failed(view, question, error, page) {
  view.status.remove();
  const title = error instanceof api.Problem ? error.title : "Something went wrong";
  const detail = error instanceof Error ? error.message : String(error);
  fill(view.after, h("div.problem", { role: "alert" }, h("strong", {}, plain(title)), h("p", {}, plain(detail))), h("p.actions", {}, retry(question, page)));
}

const summaryOf = (answer) =>
  answer.status === "abstained" ? "The articles do not answer this." : `Answer ready, ${answer.citations.length} citations`;

/** @param {boolean} now */
function busy(now) {
  byId("send").hidden = now;
  byId("stop").hidden = !now;
  byId("transcript").setAttribute("aria-busy", String(now));
}
