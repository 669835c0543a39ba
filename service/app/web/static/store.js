// Conversations, kept in this browser only. A full or forbidden storage never breaks the page.

const PLACE = "dealbrief.conversations";
const MOST = 30;

/** @typedef {{id: string, title: string, turns: {question: string, answer: any, stopped?: boolean}[]}} Conversation */

/** @returns {Conversation[]} newest first */
export function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) || "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

/** @param {Conversation[]} conversations newest first; the oldest give way when there is no room */
export function save(conversations) {
  for (let most = MOST; most > 0; most = Math.floor(most / 2)) {
    try {
      localStorage.setItem(PLACE, JSON.stringify(conversations.slice(0, most)));
      return;
    } catch {
      continue;
    }
  }
}

/** @returns {Conversation} */
export const fresh = () => ({ id: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`, title: "", turns: [] });

/** The turns as the service wants its history. @param {Conversation} conversation */
export const history = (conversation) =>
  conversation.turns
    .filter((turn) => turn.answer)
    .slice(-6)
    .flatMap((turn) => [
      { role: "user", content: turn.question },
      { role: "assistant", content: turn.answer.answer },
    ]);
