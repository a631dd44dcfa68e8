/** A mail taken apart, as far as a reader needs it: its headers, and its text in both forms. */
export type ReadMail = {
  /** By lower-case name; of a header that comes twice the last one. */
  readonly headers: Readonly<Record<string, string>>;
  readonly subject: string;
  readonly messageId: string;
  readonly plain: string;
  readonly html: string | null;
};

type Part = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

/**
 * Reads a mail of RFC 5322 with MIME bodies (RFC 2045 to 2047): text parts in quoted-printable, base64 or as they are, in
 * UTF-8, alone or in multiparts of any depth. What else is in it is passed over. The stand-in mail server reads nothing
 * but what was sent to it from this machine.
 */
export function readMail(raw: Buffer): ReadMail {
  // Every byte as the character of its number: parts are decoded each by its own rules.
  const root = splitPart(raw.toString("latin1"));
  const texts = [...textParts(root, 0)];
  const headers = Object.fromEntries(
    Object.entries(root.headers).map(([name, value]) => [
      name,
      decodeWords(Buffer.from(value, "latin1").toString("utf8")),
    ]),
  );
  return {
    headers,
    subject: headers.subject ?? "",
    messageId: headers["message-id"] ?? "",
    plain: texts.find(({ type }) => type === "text/plain")?.text ?? "",
    html: texts.find(({ type }) => type === "text/html")?.text ?? null,
  };
}

function splitPart(text: string): Part {
  const end = /\r?\n\r?\n/.exec(text);
  const head = (end ? text.slice(0, end.index) : text).replace(/\r?\n[ \t]+/g, " ");
  const headers: Record<string, string> = {};
  for (const line of head.split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon > 0) headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { headers, body: end ? text.slice(end.index + end[0].length) : "" };
}

const DEEPEST = 10;

function* textParts(part: Part, depth: number): Generator<{ type: string; text: string }> {
  const type = part.headers["content-type"] ?? "text/plain";
  const kind = (type.split(";")[0] ?? "").trim().toLowerCase();
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (kind.startsWith("multipart/") && boundary && depth < DEEPEST) {
    const pieces = `\r\n${part.body}`.split(
      new RegExp(`\\r?\\n--${escapePattern(boundary)}(?:--)?[ \\t]*(?=\\r?\\n|$)`),
    );
    for (const piece of pieces.slice(1, -1)) yield* textParts(splitPart(piece.replace(/^\r?\n/, "")), depth + 1);
  } else if (kind.startsWith("text/")) {
    yield { type: kind, text: decodeBody(part).toString("utf8").replace(/\r\n/g, "\n") };
  }
}

const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function decodeBody({ headers, body }: Part): Buffer {
  const encoding = headers["content-transfer-encoding"]?.toLowerCase();
  if (encoding === "base64") return Buffer.from(body, "base64");
  if (encoding === "quoted-printable") return decodeQuoted(body.replace(/[ \t]+(?=\r?\n)/g, "").replace(/=\r?\n/g, ""));
  return Buffer.from(body, "latin1");
}

const decodeQuoted = (text: string): Buffer =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    "latin1",
  );

/** Words of RFC 2047; the blanks between two of them are none. */
function decodeWords(text: string): string {
  return text.replace(/(\?=)\s+(?==\?)/g, "$1").replace(/((?:=\?utf-8\?[BQ]\?[^?]*\?=)+)/gi, (run) => {
    const bytes = [...run.matchAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi)].map(([, how, word = ""]) =>
      how?.toUpperCase() === "B" ? Buffer.from(word, "base64") : decodeQuoted(word.replace(/_/g, " ")),
    );
    return Buffer.concat(bytes).toString("utf8");
  });
}
