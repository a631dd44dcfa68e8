import { isCivilDate } from "@/lib/dates";
import { formatDate } from "@/lib/format";
import { t } from "@/lib/messages/escheat-files";
import type { Problem } from "../report-file/problem";
import type { Letter, LetterBatch } from "./letter";
import { hasLongWord, longestWord, unprintable } from "./printable";
import { letterText, textsOf } from "./text";

/** Everything that keeps a batch from being printed, each letter named by its reference. */
export function letterProblems({ noticeOn, letters }: LetterBatch): Problem[] {
  if (!isCivilDate(noticeOn))
    return [{ place: t("letter.place.batch"), field: t("letter.field.date"), fault: t("reportFile.noDate") }];
  if (letters.length === 0)
    return [{ place: t("letter.place.batch"), field: t("letter.field.letters"), fault: t("reportFile.missing") }];
  const seen = new Set<string>();
  return letters.flatMap((letter) => {
    const again = seen.has(letter.reference);
    seen.add(letter.reference);
    const place = t("letter.place.letter", { reference: letter.reference });
    const faults = [
      ...missing(letter),
      ...itemFaults(letter),
      ...dateFaults(letter, noticeOn),
      ...printing(letter, noticeOn),
    ];
    if (again) faults.push([t("letter.field.reference"), t("letter.fault.twice")]);
    return faults.map(([field, fault]) => ({ place, field, fault }));
  });
}

type Fault = readonly [field: string, fault: string];

function missing({ reference, agency, sender, recipient }: Letter): Fault[] {
  const fields: readonly (readonly [string, readonly string[]])[] = [
    [t("letter.field.reference"), [reference]],
    [t("letter.field.agency"), [agency.jurisdiction, agency.name, agency.website]],
    [t("letter.field.sender"), [sender.name, sender.phone, sender.email, sender.lines.join("")]],
    [t("letter.field.name"), [recipient.name]],
    [t("letter.field.address"), [recipient.postalCode, ...(recipient.lines.length === 0 ? [""] : recipient.lines)]],
  ];
  return fields
    .filter(([, texts]) => texts.some((text) => text.trim() === ""))
    .map(([field]) => [field, t("reportFile.missing")]);
}

function itemFaults({ items }: Letter): Fault[] {
  const faults: Fault[] = [];
  const field = t("letter.field.items");
  if (items.length === 0) faults.push([field, t("reportFile.missing")]);
  if (items.some(({ lastFour }) => !/^[0-9A-Za-z]{0,4}$/.test(lastFour)))
    faults.push([field, t("letter.fault.number")]);
  if (items.some(({ valueCents }) => valueCents <= 0n)) faults.push([field, t("letter.fault.value")]);
  if (items.some(({ lastActivityOn }) => !isCivilDate(lastActivityOn))) faults.push([field, t("reportFile.noDate")]);
  return faults;
}

/** A letter outside the state's window counts as none: too early is as wrong as too late. */
function dateFaults({ window }: Letter, noticeOn: string): Fault[] {
  if (!window || (window.from <= noticeOn && noticeOn <= window.to)) return [];
  const days = { from: formatDate(window.from), to: formatDate(window.to) };
  return [[t("letter.field.date"), t("letter.fault.window", days)]];
}

function printing(letter: Letter, noticeOn: string): Fault[] {
  const { recipient } = letter;
  const address = [...recipient.lines, recipient.country ?? ""].join(" ");
  const places: readonly (readonly [string, string])[] = [
    [t("letter.field.name"), recipient.name],
    [t("letter.field.address"), address],
    [t("letter.field.text"), textsOf(letterText({ ...letter, recipient: nobody }, noticeOn)).join(" ")],
  ];
  return places.flatMap(([field, text]): Fault[] => {
    const letters = unprintable(text);
    if (letters.length > 0) return [[field, t("letter.fault.unprintable", { letters: letters.join(" ") })]];
    return hasLongWord(text) ? [[field, t("letter.fault.longWord", { max: longestWord })]] : [];
  });
}

const nobody = { name: "", lines: [], postalCode: "", country: null } as const;
