// The service counts code points, JavaScript counts UTF-16 units: one astral character before a quote
// shifts every index by one. Everything that slices article text goes through here.

/** Cuts text at code-point offsets. @param {string} text */
export function codePointSlicer(text) {
  const units = unitOffsets(text);
  const at = (/** @type {number} */ offset) => (units ? units[Math.max(0, Math.min(offset, units.length - 1))] : offset);
  return {
    slice: (/** @type {number} */ start, /** @type {number} */ end) => text.slice(at(start), at(end)),
    length: units ? units.length - 1 : text.length,
  };
}

/** UTF-16 offset of every code point and of the end; null where both counts agree. @param {string} text */
function unitOffsets(text) {
  if (!/[\ud800-\udbff]/.test(text)) return null;
  const offsets = [];
  let unit = 0;
  for (const character of text) {
    offsets.push(unit);
    unit += character.length;
  }
  offsets.push(unit);
  return offsets;
}
