// One answer as a person reads it: claims with citation chips, or an abstention that says why.

import { getArticle, getText } from "./api.js";
import { codePointSlicer } from "./codepoints.js";
import { h, outsideLink, plain } from "./dom.js";
import { previewOn } from "./preview.js";

const REASONS = {
  not_in_corpus: "The articles do not say.",
  false_premise: "The question takes something for granted that the articles do not support.",
  ambiguous: "The question can be read in more than one way.",
  unsupported_language: "None of the articles can be matched to this question’s language.",
  after_as_of: "There is an answer, but it was published after the chosen date.",
  empty_corpus: "There are no articles yet.",
  unverified: "An answer was drafted, but no sentence of it passed the checks.",
};
const MODES = {
  extractive: ["Extractive", "The answer is made of the articles’ own sentences; no language model was used."],
  generative: ["Generative", "A language model wrote the sentences; each was checked against the sentences it cites."],
  degraded: ["Degraded", "The language model did not give a usable reply, so the articles’ own sentences answer instead."],
};
const SUPPORT = {
  partly: ["Partly supported", "A hedge was lost or a part could not be checked. Read the quote."],
  conflicting: ["Conflicting", "The articles disagree. Both figures are shown."],
};

/** @typedef {(citation: any, among: any[]) => void} Open opens the article at a citation */

/** A claim with its chips. @param {any} claim @param {any[]} citations @param {Open} open */
export function claimView(claim, citations, open) {
  const label = SUPPORT[claim.support];
  return h(
    "span.claim",
    { "data-support": claim.support },
    h("span.claim-text", { dir: "auto" }, plain(claim.text)),
    ...claim.citations.map((n) => chip(citations.find((c) => c.n === n), citations, open)),
    label && h("span.label", { title: label[1] }, label[0]),
    claim.derived && derivedLabel(claim.derived),
    " ",
  );
}

/** @param {any} derived */
function derivedLabel(derived) {
  const inputs = derived.inputs.map((input) => `${input.value} [${input.citation}]`).join(", ");
  return h("span.label", { title: `${derived.operation} of ${inputs}` }, `Worked out from ${inputs}`);
}

/** @param {any} citation @param {any[]} among @param {Open} open */
export function chip(citation, among, open) {
  if (!citation) return null;
  const button = h(
    "button.chip",
    { type: "button", "aria-label": `Citation ${citation.n}: ${citation.title || citation.article_id}`, "data-n": citation.n },
    String(citation.n),
  );
  button.addEventListener("click", () => open(citation, among));
  previewOn(button, () => preview(citation));
  return button;
}

/** @param {any} citation */
function preview(citation) {
  return [
    h("p.preview-title", {}, plain(citation.title || citation.article_id)),
    h("p.preview-about", {}, about(citation)),
    h("blockquote", { dir: "auto" }, plain(citation.quote)),
    citation.also_reported_by.length > 0 && h("p.preview-about", {}, "Also reported by ", ...reporters(citation.also_reported_by)),
  ];
}

/** The articles that hold the same sentence, by their sources; an id stands there until its source comes. @param {string[]} ids */
function reporters(ids) {
  return ids.flatMap((id, i) => {
    const name = h("span", {}, plain(id));
    getArticle(id).then((article) => (name.textContent = plain(article.source || article.title || id))).catch(() => {});
    return i ? [", ", name] : [name];
  });
}

/** The names that the question's companies were found under besides its own. @param {any[]} aliases */
function otherNames(aliases) {
  return aliases.map(({ asked, found }) => h("p.quiet.other-name", {}, `${plain(asked)} was also searched for under its name ${plain(found)}.`));
}

/** Copies of what is cited: said, and counted as no second source. @param {any[]} citations */
function copies(citations) {
  return citations
    .filter((citation) => citation.also_reported_by.length)
    .map((citation) => h("p.quiet.copies", {}, `Citation ${citation.n} is also reported, in the same words, by `, ...reporters(citation.also_reported_by), "."));
}

/** Source and date of a citation or article, as one line. @param {any} of */
export const about = (of) => [of.source, of.published_at && day(of.published_at)].filter(Boolean).map(plain).join(" · ") || "undated";

/** @param {string} iso */
export const day = (iso) =>
  new Date(`${iso.slice(0, 10)}T12:00:00Z`).toLocaleDateString(undefined, { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" });

/** What stands under the claims once the answer is complete. @param {any} answer @param {Open} open */
export function outcome(answer, open) {
  const parts = [];
  if (answer.status === "abstained") parts.push(abstention(answer, open));
  for (const conflict of answer.conflicts) parts.push(conflictView(conflict, answer.citations, open));
  if (answer.missing.length) parts.push(h("p.missing", {}, h("strong", {}, "Not stated: "), plain(answer.missing.join("; "))));
  parts.push(...otherNames(answer.search.aliases ?? []), ...copies(answer.citations));
  if (answer.citations.length) parts.push(sources(answer.citations, open));
  parts.push(facts(answer));
  return parts;
}

/** @param {any} answer @param {Open} open */
function abstention(answer, open) {
  const hits = answer.search.hits.slice(0, 3);
  const why = REASONS[answer.reason] || "The articles do not say.";
  return h(
    "div.abstention",
    {},
    h("p.abstention-why", {}, why),
    answer.claims.length === 0 && answer.answer !== why && h("p", { dir: "auto" }, plain(answer.answer)),
    hits.length > 0 && h("p.quiet", {}, "The nearest passages:"),
    hits.length > 0 && h("ul.nearest", {}, ...hits.map((hit) => h("li", {}, nearest(hit, open)))),
  );
}

/** A hit by its title and its first words; both are fetched, and the id stands there until they come. @param {any} hit @param {Open} open */
function nearest(hit, open) {
  const span = { n: null, article_id: hit.article_id, version: hit.version, start: hit.start, end: hit.end };
  const title = h("span.source-title", {}, plain(hit.article_id));
  const words = h("span.quiet", { dir: "auto" });
  Promise.all([getArticle(hit.article_id), getText(hit.article_id, hit.version)])
    .then(([article, text]) => {
      title.textContent = plain(article.title || article.id);
      words.textContent = plain(shortened(codePointSlicer(text).slice(hit.start, hit.end)));
    })
    .catch(() => {});
  return h("button.source", { type: "button", onclick: () => open(span, [span]) }, h("span.source-text", {}, title, words));
}

/** @param {string} text */
const shortened = (text) => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 150 ? `${line.slice(0, line.lastIndexOf(" ", 150))} …` : line;
};

/** Both values side by side, never one. @param {any} conflict @param {any[]} citations @param {Open} open */
export function conflictView(conflict, citations, open) {
  const sides = conflict.values.map(({ value, citation }) => {
    const cited = citations.find((c) => c.n === citation);
    return h("div.side", {}, h("p.side-value", {}, plain(value)), cited && h("p.quiet", {}, about(cited), " ", chip(cited, citations, open)));
  });
  const heading = conflict.kind === "internal" ? "This article contradicts itself" : "The articles disagree";
  return h(
    "div.conflict",
    { role: "group", "aria-label": heading },
    h("h3", {}, `${heading}: ${plain(conflict.field.replaceAll("_", " "))}`),
    h("div.sides", {}, ...sides),
    conflict.note && h("p.quiet", {}, plain(conflict.note)),
  );
}

/** @param {any[]} citations @param {Open} open */
function sources(citations, open) {
  const rows = citations.map((citation) =>
    h(
      "li",
      {},
      h("button.source", { type: "button", onclick: () => open(citation, citations) },
        h("span.number", {}, String(citation.n)),
        h("span.source-text", {}, h("span.source-title", {}, plain(citation.title || citation.article_id)), h("span.quiet", {}, about(citation)))),
      outsideLink(citation.url, "original"),
    ),
  );
  return h("details.sources", {}, h("summary", {}, `${citations.length} ${citations.length === 1 ? "citation" : "citations"}`), h("ol", {}, ...rows));
}

/** @param {any} answer */
function facts(answer) {
  const [name, explained] = MODES[answer.mode];
  const milliseconds = answer.trace.ms.total;
  return h(
    "p.facts.quiet",
    {},
    h("span.mode", { title: explained, "data-mode": answer.mode }, name),
    answer.status !== "abstained" && ` · confidence ${Math.round(answer.confidence * 100)} %`,
    milliseconds ? ` · ${Math.round(milliseconds)} ms` : null,
    answer.as_of && ` · as of ${answer.as_of}`,
    answer.dropped.length > 0 && ` · ${answer.dropped.length} drafted ${answer.dropped.length === 1 ? "sentence" : "sentences"} not shown`,
    answer.mode === "degraded" && h("span.degraded", {}, ` ${explained}`),
  );
}

/** The answer as Markdown with footnotes, ready to paste. @param {string} question @param {any} answer */
export function withFootnotes(question, answer) {
  const text = answer.answer.replace(/\[(\d+)\]/g, "[^$1]");
  const notes = answer.citations.map((c) => {
    const where = [c.title || c.article_id, c.source, c.published_at?.slice(0, 10), c.url].filter(Boolean).join(", ");
    return `[^${c.n}]: “${c.quote.replace(/\s+/g, " ")}” (${where})`;
  });
  return [`**${question}**`, text, notes.join("\n")].filter(Boolean).join("\n\n") + "\n";
}
