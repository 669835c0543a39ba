// Elements from values. Text is always a text node: nothing here can turn a string into markup.

/**
 * @param {string} tag `name.class1.class2`
 * @param {Record<string, unknown>} [attributes] `on…` adds a listener, `data…`/`aria…` as written, null is left out
 * @param {...(Node|string|null|undefined|false)} children
 */
export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), /** @type {EventListener} */ (value));
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** @param {Element} element @param {...(Node|string|null|undefined|false)} children */
export function fill(element, ...children) {
  element.replaceChildren(...children.filter((child) => child !== null && child !== undefined && child !== false));
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no element #${id}.`);
  return element;
}

/** Says something once to screen readers, without moving focus. @param {string} text */
export function announce(text) {
  byId("announcements").textContent = text;
}

/** A link that leaves the page only to http(s) addresses. @param {string|null} url @param {string} label */
export function outsideLink(url, label) {
  if (!url || !/^https?:\/\//i.test(url)) return null;
  return h("a.outside", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, label);
}

/** Outside text without control and direction-changing characters, which could reorder what is read. @param {string} text */
export function plain(text) {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "");
}
