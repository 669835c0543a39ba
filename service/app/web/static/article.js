// An article beside the chat: its original text, noise dimmed, the cited span marked at its exact offsets.

import { about } from "./answer.js";
import * as api from "./api.js";
import { codePointSlicer } from "./codepoints.js";
import { dealCard } from "./deal.js";
import { announce, byId, fill, h, outsideLink, plain } from "./dom.js";

/** @type {{among: any[], at: number, from: Element|null}} */
let shown = { among: [], at: 0, from: null };
let opening = 0;

/**
 * Opens the article at a citation; `among` are the citations that next and previous walk through.
 * @param {any} citation @param {any[]} among @param {Set<string>} offered
 */
export async function openArticle(citation, among, offered) {
  const panel = byId("article");
  const from = panel.hidden ? document.activeElement : shown.from;
  shown = { among, at: Math.max(0, among.findIndex((c) => c.n === citation.n)), from };
  const ticket = ++opening;
  panel.hidden = false;
  document.body.classList.add("reading");
  const body = byId("article-body");
  body.setAttribute("aria-busy", "true");
  try {
    const article = await api.getArticle(citation.article_id);
    const version = citation.version || article.version;
    const [text, sentences] = await Promise.all([api.getText(citation.article_id, version), api.getSentences(citation.article_id, version)]);
    if (ticket !== opening) return;
    show(article, version, text, sentences, citation, offered);
  } catch (error) {
    if (ticket !== opening) return;
    fill(byId("article-head"), h("h2", { tabindex: "-1" }, "This article cannot be shown"));
    fill(body, h("p.problem", { role: "alert" }, error instanceof Error ? error.message : String(error)));
  } finally {
    body.removeAttribute("aria-busy");
  }
}

/** @param {any} article @param {number} version @param {string} text @param {any[]} sentences @param {any} citation @param {Set<string>} offered */
function show(article, version, text, sentences, citation, offered) {
  const hasSpan = Number.isInteger(citation.start) && Number.isInteger(citation.end);
  const heading = h("h2", { tabindex: "-1", dir: "auto" }, plain(article.title || article.id));
  fill(
    byId("article-head"),
    heading,
    h("p.quiet", {}, about(article), version !== article.version && ` · version ${version} of ${article.version}`, " ", outsideLink(article.url, "open original")),
  );
  fill(
    byId("article-body"),
    extras(article, offered),
    h("div.text", { dir: "auto" }, ...annotated(text, sentences, hasSpan ? citation : null)),
  );
  pager();
  // replaceState fires no hashchange, which would open the article a second time.
  if (hasSpan) history.replaceState(null, "", `#${link(article.id, citation)}`);
  heading.focus({ preventScroll: true });
  const mark = document.querySelector("#article-body mark");
  if (mark) mark.scrollIntoView({ block: "center", behavior: "instant" });
  else byId("article-body").scrollTop = 0;
  announce(hasSpan ? "Article opened at the cited sentence" : "Article opened");
}

/** The whole text: every code point shown, none changed, roles and the cited span as elements. */
export function annotated(text, sentences, span) {
  const { slice, length } = codePointSlicer(text);
  const cuts = new Set([0, length]);
  for (const { start, end } of sentences) cuts.add(start).add(end);
  if (span) cuts.add(span.start).add(span.end);
  const at = [...cuts].filter((offset) => offset <= length).sort((a, b) => a - b);
  let ordinal = 0;
  const pieces = [];
  let mark = null;
  for (let i = 0; i + 1 < at.length; i++) {
    while (ordinal < sentences.length && sentences[ordinal].end <= at[i]) ordinal++;
    const sentence = sentences[ordinal];
    const role = sentence && sentence.start <= at[i] ? sentence.role : "between";
    const piece = role === "between" ? document.createTextNode(slice(at[i], at[i + 1])) : h(`span.${role}`, {}, slice(at[i], at[i + 1]));
    if (span && span.start <= at[i] && at[i + 1] <= span.end) {
      if (!mark) pieces.push((mark = h("mark", { id: "cited" })));
      mark.append(piece);
    } else pieces.push(piece);
  }
  return pieces;
}

/** Summary and deal card, where the service offers them. @param {any} article @param {Set<string>} offered */
function extras(article, offered) {
  const box = h("div.extras");
  if (offered.has("POST /v1/summaries"))
    box.append(fold("Summary", async () => {
      const { claims } = await api.summarize({ article_ids: [article.id], style: "bullets" });
      return h("ul", {}, ...claims.map((claim) => h("li", { dir: "auto" }, plain(claim.text))));
    }));
  if (offered.has("GET /v1/articles/{article_id}/deal") || offered.has("GET /v1/articles/{id}/deal"))
    box.append(fold("Deal card", async () => dealCard(await api.getDeal(article.id), (citation, among) => openArticle(citation, among, offered))));
  return box;
}

/** Content that is fetched when it is first unfolded. @param {string} title @param {() => Promise<Node>} content */
function fold(title, content) {
  const details = h("details", {}, h("summary", {}, title));
  details.addEventListener("toggle", async () => {
    const inside = h("div", { "aria-busy": "true" }, h("p.quiet", {}, "Reading…"));
    details.append(inside);
    try {
      fill(inside, await content());
    } catch (error) {
      fill(inside, h("p.problem", {}, error instanceof Error ? error.message : String(error)));
    }
    inside.removeAttribute("aria-busy");
  }, { once: true });
  return details;
}

function pager() {
  const { among, at } = shown;
  byId("pager").hidden = among.length < 2;
  byId("pager-at").textContent = `${at + 1} of ${among.length}`;
}

/** The next (+1) or previous (-1) citation, round and round. @param {number} step @param {Set<string>} offered */
export function turn(step, offered) {
  const { among, at } = shown;
  if (among.length < 2) return;
  openArticle(among[(at + step + among.length) % among.length], among, offered);
}

/** Closes the panel and gives the focus back to where it was opened from. */
export function closeArticle() {
  opening++;
  byId("article").hidden = true;
  document.body.classList.remove("reading");
  history.replaceState(null, "", location.pathname + location.search);
  if (shown.from instanceof HTMLElement && shown.from.isConnected) shown.from.focus();
}

/** @param {string} id @param {{start: number, end: number, version?: number}} span */
export function link(id, span) {
  const parts = { article: id, s: String(span.start), e: String(span.end), ...(span.version ? { v: String(span.version) } : {}) };
  return new URLSearchParams(parts).toString();
}

/** The article and span that an address points at, or null. @param {string} hash */
export function linked(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const id = parts.get("article");
  if (!id) return null;
  const number = (/** @type {string} */ name) => (parts.has(name) && /^\d+$/.test(parts.get(name) || "") ? Number(parts.get(name)) : undefined);
  return { n: null, article_id: id, version: number("v"), start: number("s"), end: number("e") };
}
