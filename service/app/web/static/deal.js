// A deal card as a table: what is stated, and plainly what is not.

import { h, plain } from "./dom.js";

const HIDDEN = new Set(["id", "article_ids"]);

/** @param {{deals: any[], citations: any[]}} reply */
export function dealCard(reply) {
  if (!reply.deals.length) return h("p.quiet", {}, "No deal is told in this article.");
  return h("div", {}, ...reply.deals.map((deal) => table(deal)));
}

/** @param {any} deal */
function table(deal) {
  const rows = Object.entries(deal)
    .filter(([field]) => !HIDDEN.has(field))
    .map(([field, value]) => h("tr", {}, h("th", { scope: "row" }, field.replaceAll("_", " ")), h("td", { dir: "auto" }, words(value))));
  return h("table.deal", {}, h("tbody", {}, ...rows));
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
