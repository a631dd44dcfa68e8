export const delimiters = [",", ";", "\t", "|"] as const;
/** Met in files, and in texts as well: only where every line has as many of them. */
const rareDelimiters = ["~", "^", "¦", "§", "\u0001", "\u001e", "\u001f"] as const;

export const isDelimiter = (sign: string): boolean => sign.length === 1 && !/[\p{L}\p{N}\p{Cs}"\r\n]/u.test(sign);

/** Excel's own first line, `sep=;`: it says by what columns are divided and is no row. */
const HINT = /^\uFEFF?"?sep=([^"\r\n])"?\1*(?=[\r\n]|$)/i;
export const hintedDelimiter = (sample: string): string | null => HINT.exec(sample)?.[1] ?? null;
export const isHint = (cells: readonly string[], delimiter: string): boolean => HINT.test(cells.join(delimiter));

export type TextShape = { delimiter: string; newline: "\n" | "\r" };

/**
 * Delimiter by which the sample's lines fall into the most equal number of fields, counted outside quotes; line ends LF
 * (also with CR before it) unless the sample knows only CR. What the file itself says goes before all that.
 */
export function guessShape(sample: string, complete: boolean): TextShape {
  const newline = sample.includes("\n") || !sample.includes("\r") ? "\n" : "\r";
  const lines = splitLines(sample, newline, complete).slice(0, 200);
  const hinted = hintedDelimiter(sample);
  if (hinted !== null) return { delimiter: hinted, newline };
  let best: TextShape = { delimiter: ",", newline };
  let bestScore = 0;
  for (const delimiter of [...delimiters, ...rareDelimiters]) {
    const counts = lines.map((line) => countOutsideQuotes(line, delimiter));
    const usual = mode(counts.filter((n) => n > 0));
    if (usual === 0) continue;
    const isRare = rareDelimiters.some((rare) => rare === delimiter);
    if (isRare && (lines.length < 2 || counts.some((n) => n !== usual))) continue;
    const agree = counts.filter((n) => n === usual).length / counts.length;
    const score = agree * agree * Math.min(usual, 20) ** 0.5;
    if (score > bestScore) {
      bestScore = score;
      best = { delimiter, newline };
    }
  }
  return best;
}

/** Lines of the sample, quoted line breaks kept inside; the last one only if the sample is the whole file. */
function splitLines(sample: string, newline: string, complete: boolean): string[] {
  const lines: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < sample.length; at++) {
    const char = sample[at];
    if (char === '"') quoted = !quoted;
    else if (char === newline && !quoted) {
      if (at > start) lines.push(sample.slice(start, at));
      start = at + 1;
    }
  }
  if ((complete || lines.length === 0) && start < sample.length) lines.push(sample.slice(start));
  return lines.filter((line) => line.trim() !== "");
}

function countOutsideQuotes(line: string, delimiter: string): number {
  let count = 0;
  let quoted = false;
  for (const char of line) {
    if (char === '"') quoted = !quoted;
    else if (char === delimiter && !quoted) count++;
  }
  return count;
}

function mode(values: number[]): number {
  const seen = new Map<number, number>();
  for (const value of values) seen.set(value, (seen.get(value) ?? 0) + 1);
  let best = 0;
  let most = 0;
  for (const [value, times] of seen) {
    if (times > most) {
      best = value;
      most = times;
    }
  }
  return best;
}
