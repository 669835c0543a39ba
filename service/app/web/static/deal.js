// A deal card as a table: what is stated, and plainly what is not.

import { chip, conflictView } from "./answer.js";
import { h, plain } from "./dom.js";

const HIDDEN = new Set(["id", "article_ids"]);

/** @param {{deals: any[], citations: any[], conflicts: any[]}} reply @param {import("./answer.js").Open} open */
export function dealCard(reply, open) {
  if (!reply.deals.length) return h("p.quiet", {}, "No deal is told in this article.");
  const conflicts = reply.conflicts.map((conflict) => conflictView(conflict, reply.citations, open));
  return h("div", {}, ...reply.deals.map((deal) => table(deal, reply.citations, open)), ...conflicts);
}

/** @param {any} deal @param {any[]} citations @param {import("./answer.js").Open} open */
function table(deal, citations, open) {
  const rows = Object.entries(deal)
    .filter(([field]) => !HIDDEN.has(field))
    .map(([field, value]) => h("tr", {}, h("th", { scope: "row" }, field.replaceAll("_", " ")), h("td", { dir: "auto" }, words(value), ...chips(value, citations, open))));
  return h("table.deal", {}, h("tbody", {}, ...rows));
}

/** One chip a citation of the value, or of the values of a list. @param {any} value @param {any[]} citations @param {import("./answer.js").Open} open */
function chips(value, citations, open) {
  const numbers = new Set([value].flat().flatMap((field) => field?.citations ?? []));
  return [...numbers].map((n) => chip(citations.find((c) => c.n === n), citations, open));
}

/** @param {any} value */
function words(value) {
  if (Array.isArray(value)) return value.map(words).filter((w) => w !== "not stated").join("; ") || "not stated";
  if (value === null || value === undefined) return "not stated";
  if (typeof value !== "object") return plain(String(value));
  if ("basis" in value) return value.basis === "not_stated" ? "not stated" : plain(shown(value)) + basis(value.basis);
  return plain(Object.values(value).map(words).join(", "));
}

/** A value as a person writes it: money in the article's words, everything else as read. @param {any} field */
function shown(field) {
  const { value, raw } = field;
  if (typeof value === "string") return value.replaceAll("_", " ");
  if (value && "name" in value) return [value.name, value.role].filter(Boolean).join(", ");
  const kind = value?.qualifier?.endsWith("_money") ? ` ${value.qualifier.replace("_", "-")}` : "";
  return `${raw || value?.amount || ""}${kind}`;
}

/** @param {string} basis */
const basis = (basis) => (basis === "stated" ? "" : ` (${basis})`);
