/**
 * Takes out of a text what must never reach a log: addresses, keys, tokens, password hashes and long digit runs (card
 * numbers). Drivers put the values of a failed statement into their messages, so those are cut off whole.
 */
export function redact(text: string): string {
  return text
    .replace(/\bparams:[\s\S]*$/i, "params: [removed]")
    .replace(/\b(Key|key) \([^)]*\)=\([\s\S]*?\)/g, "$1 [removed]")
    .replace(/scrypt\$[^\s"']+/g, "[password hash]")
    .replace(/\bbwk_[A-Za-z0-9_-]{8,}/g, "[key]")
    .replace(/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]+/gi, "$1 [removed]")
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]+:[^\s/@]+@/gi, "$1[removed]@")
    .replace(/[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+/gu, "[address]")
    .replace(/\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_.-]*/g, "[token]")
    .replace(
      /(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]*\d)(?=[A-Za-z0-9_-]*[A-Z])[A-Za-z0-9_-]{40,}(?![A-Za-z0-9_-])/g,
      "[token]",
    )
    .replace(/(?<!\d)\d(?:[ -]?\d){11,18}(?!\d)/g, "[digits]")
    .replace(/[\r\n\u2028\u2029]+(?!\s*at )/g, " ");
}

const secretName =
  /pass(word|phrase)?|secret|token|cookie|authorization|api_?key|^key$|e-?mail|card_?number|params|parameters|detail$/i;

/** The same for every string inside a value; fields whose very name says secret are removed unread. */
export function redactDeep(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redact(value);
  if (value instanceof Error) return describeError(value, depth);
  if (value instanceof Date || value === null || typeof value !== "object") return value;
  if (depth > 5) return "[deep]";
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redactDeep(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      secretName.test(name) && typeof item !== "boolean" && typeof item !== "number"
        ? "[removed]"
        : redactDeep(item, depth + 1),
    ]),
  );
}

/** What a log may say about an error: its kind, its redacted message, where it arose, and the same of its cause. */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: redact(String(error)) };
  const { code, constraint_name, table_name, routine, digest } = error as Error & Record<string, unknown>;
  const at = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    message: redact(error.message),
    ...(typeof code === "string" ? { code } : {}),
    ...(typeof table_name === "string" ? { table: table_name } : {}),
    ...(typeof constraint_name === "string" ? { constraint: constraint_name } : {}),
    ...(typeof routine === "string" ? { routine } : {}),
    // By which a page that failed names its error to whoever sees it.
    ...(typeof digest === "string" ? { digest: redact(digest) } : {}),
    at: at.slice(0, 12).map((line) => redact(line.trim())),
    ...(error.cause !== undefined && depth < 4 ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}
