/**
 * Places that are filled later, marked by private-use characters that no template may contain: the layout is made once
 * for a batch and only its places differ from person to person.
 */
const OPEN = "\uE000";
const CLOSE = "\uE001";
const SLOT = /\uE000([a-z-]+)\uE001/g;

export const slot = (name: string): string => OPEN + name + CLOSE;

/** @throws RangeError for a place that nobody has filled: half a message must not leave. */
export function fillSlots(text: string, value: (name: string) => string | undefined): string {
  return text.replace(SLOT, (_, name: string) => {
    const found = value(name);
    if (found === undefined) throw new RangeError(`Nothing is known for ${name}`);
    return found;
  });
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** For text and for attributes in double quotes. Private-use characters would be taken for places and are left out. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (one) => entities[one] ?? one).replace(/[\uE000\uE001]/g, "");
