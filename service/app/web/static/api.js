// The service's HTTP interface. Every failure is a Problem with words for a person.

import { events } from "./sse.js";

const KEY = "dealbrief.key";

/** An RFC 9457 problem document, or the words for a service that cannot be reached. */
export class Problem extends Error {
  /** @param {number} status @param {string} title @param {string} detail */
  constructor(status, title, detail) {
    super(detail || title);
    this.status = status;
    this.title = title;
    this.detail = detail;
  }
}

export const key = {
  get: () => sessionStorage.getItem(KEY) || "",
  /** @param {string} value */
  set: (value) => sessionStorage.setItem(KEY, value),
  forget: () => sessionStorage.removeItem(KEY),
};

/** Set by the page: asks the person for a key, resolves to whether one was given. @type {() => Promise<boolean>} */
let askForKey = async () => false;
export const onKeyNeeded = (/** @type {() => Promise<boolean>} */ ask) => {
  askForKey = ask;
};

/** @param {string} path @param {RequestInit} [options] @returns {Promise<Response>} */
async function send(path, options = {}) {
  const headers = new Headers(options.headers);
  if (key.get()) headers.set("authorization", `Bearer ${key.get()}`);
  let response;
  try {
    response = await fetch(path, { ...options, headers });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, "No connection", "The service cannot be reached. Check that it is running, then try again.");
  }
  if (response.status === 401 && (await askForKey())) return send(path, options);
  if (!response.ok) throw await problem(response);
  return response;
}

/** @param {Response} response */
async function problem(response) {
  const body = await response.json().catch(() => ({}));
  const detail = [body.detail, ...(body.errors || []).map((/** @type {any} */ e) => e.detail || e.msg)].filter(Boolean).join(" ");
  return new Problem(response.status, body.title || `Error ${response.status}`, detail);
}

/** @param {string} id */
const article = (id) => `/v1/articles/${encodeURIComponent(id)}`;
const json = (/** @type {unknown} */ body) => ({ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

/** @param {{question: string, history: object[], filters?: object}} question @param {AbortSignal} signal */
export async function* ask(question, signal) {
  const response = await send("/v1/ask", { ...json({ ...question, stream: true }), signal });
  if (response.body) yield* events(response.body);
}

/** @param {Record<string, string>} query */
export const listArticles = async (query = {}) => (await send(`/v1/articles?${new URLSearchParams(query)}`)).json();
export const getArticle = async (/** @type {string} */ id) => (await send(article(id))).json();
export const addArticle = async (/** @type {object} */ posted) => (await send("/v1/articles", json(posted))).json();
export const deleteArticle = (/** @type {string} */ id) => send(article(id), { method: "DELETE" });
export const getDeal = async (/** @type {string} */ id) => (await send(`${article(id)}/deal`)).json();
export const summarize = async (/** @type {object} */ request) => (await send("/v1/summaries", json(request))).json();
export const getSuggestions = async () => (await send("/v1/suggestions")).json();
export const getReadiness = async () => (await fetch("/readyz")).json();

/** The text of one version, exactly as stored. @param {string} id @param {number} version */
export async function getText(id, version) {
  const response = await send(`${article(id)}/text?version=${version}`);
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer());
}

/** @param {string} id @param {number} version @returns {Promise<{id: string, start: number, end: number, role: string}[]>} */
export const getSentences = async (id, version) => (await send(`${article(id)}/sentences?version=${version}`)).json();

/** Posts many lines and hands back one result a line as they come. @param {string} lines @param {(result: any) => void} onResult */
export async function addBatch(lines, onResult) {
  const response = await send("/v1/articles/batch", { method: "POST", headers: { "content-type": "application/x-ndjson" }, body: lines });
  for (const line of (await response.text()).split("\n")) if (line.trim()) onResult(JSON.parse(line));
}

/** What this service offers: a set of `METHOD /path`. */
export async function offered() {
  const { paths } = await (await fetch("/openapi.json")).json();
  return new Set(Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((m) => `${m.toUpperCase()} ${path}`)));
}
