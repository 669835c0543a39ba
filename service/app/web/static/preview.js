// The card that previews a citation: one at a time, in the top layer, by mouse, keyboard or touch.

import { byId, fill } from "./dom.js";

const DELAY_MILLISECONDS = 120;
let closing = 0;

/** @param {HTMLElement} anchor @param {() => (Node|false)[]} content */
export function previewOn(anchor, content) {
  const show = () => open(anchor, content());
  anchor.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show());
  anchor.addEventListener("pointerleave", closeSoon);
  anchor.addEventListener("focus", () => anchor.matches(":focus-visible") && show());
  anchor.addEventListener("blur", closeSoon);
  anchor.addEventListener("click", close);
}

/** @param {HTMLElement} anchor @param {(Node|false)[]} content */
function open(anchor, content) {
  clearTimeout(closing);
  const card = byId("preview");
  fill(card, ...content);
  card.showPopover();
  anchor.setAttribute("aria-describedby", "preview");
  const at = anchor.getBoundingClientRect();
  const width = card.offsetWidth;
  const height = card.offsetHeight;
  const above = at.top - height - 8;
  card.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
  card.style.top = `${above > 8 ? above : Math.min(at.bottom + 8, innerHeight - height - 8)}px`;
}

function closeSoon() {
  clearTimeout(closing);
  closing = setTimeout(close, DELAY_MILLISECONDS);
}

export function close() {
  clearTimeout(closing);
  const card = byId("preview");
  if (card.matches(":popover-open")) card.hidePopover();
}

/** The card stays while it is pointed at, and goes on Escape. */
export function prepare() {
  const card = byId("preview");
  card.addEventListener("pointerenter", () => clearTimeout(closing));
  card.addEventListener("pointerleave", closeSoon);
  addEventListener("keydown", (event) => event.key === "Escape" && close());
  addEventListener("scroll", close, true);
}
