import { t } from "@/lib/messages/escheat-files";
import type { Problem } from "../problem";
import { recordPlace } from "./check-lines";
import { readRule } from "./field-rule";
import { fieldsOf, type Layout, type LayoutField, type Naupa2Record } from "./layout";

type Line = { readonly text: string; readonly index: number };
type Block = {
  readonly holder: Line;
  readonly properties: readonly Line[];
  readonly further: readonly Line[];
  readonly summary: Line;
};

const records: Readonly<Record<string, Naupa2Record>> = { 1: "HOLDER", 2: "PROPERTY", 3: "PROPADD", 9: "SUMINFO" };

/** HOLDER, then PROPERTY each followed by its PROPADD, then SUMINFO; again for each holder. */
export function blocksOf(lines: readonly string[]): {
  readonly blocks: readonly Block[];
  readonly problems: readonly Problem[];
} {
  const blocks: Block[] = [];
  const problems: Problem[] = [];
  let open: { holder: Line; properties: Line[]; further: Line[] } | null = null;
  for (const [index, text] of lines.entries()) {
    const line = { text, index };
    const code = text.charAt(0);
    if (code === "1" && !open) open = { holder: line, properties: [], further: [] };
    else if (code === "2" && open) open.properties.push(line);
    else if (code === "3" && open && open.properties.length > 0) open.further.push(line);
    else if (code === "9" && open) {
      blocks.push({ ...open, summary: line });
      open = null;
    } else problems.push(outOfPlace(line));
  }
  if (open) problems.push(outOfPlace({ text: "", index: lines.length }));
  return { blocks, problems };
}

const outOfPlace = ({ text, index }: Line): Problem => ({
  place: recordPlace(index),
  field: t("reportFile.naupa2.code"),
  fault: text === "" ? t("reportFile.naupa2.noSummary") : t("reportFile.naupa2.outOfPlace", { code: text.charAt(0) }),
});

const read = ({ text }: Line, { start, length }: LayoutField): string => text.slice(start - 1, start - 1 + length);

export function blockProblems(block: Block, layout: Layout, aggregateAllowed: boolean): Problem[] {
  const all = [block.holder, ...block.properties, ...block.further, block.summary];
  const alphabet = all.flatMap((line) => alphabetProblems(line, layout));
  // A sum over what is no number would say nothing.
  if (alphabet.length > 0) return alphabet;
  return [
    ...sequenceProblems(block, layout),
    ...sumProblems(block, layout),
    ...[...block.properties, block.summary].flatMap((line) => equationProblems(line, layout)),
    ...(aggregateAllowed ? [] : aggregateProblems(block, layout)),
  ];
}

function alphabetProblems(line: Line, layout: Layout): Problem[] {
  const record = records[line.text.charAt(0)];
  if (!record) return [];
  return fieldsOf(layout, record).flatMap((field) => {
    const text = read(line, field);
    const rule = readRule(field);
    const isName = typeof rule !== "string" && rule.kind === "value" && (rule.is === "name" || rule.is === "company");
    const fault =
      field.type === "N" && !/^\d+$/.test(text)
        ? t("reportFile.naupa2.noDigits")
        : isName && !/^[A-Z0-9 &]*$/.test(text)
          ? t("reportFile.naupa2.nameAlphabet")
          : field.required && text.trim() === ""
            ? t("reportFile.missing")
            : null;
    return fault === null ? [] : [{ place: recordPlace(line.index), field: field.field, fault }];
  });
}

const fieldFor = (layout: Layout, record: Naupa2Record, rule: string): LayoutField | undefined =>
  fieldsOf(layout, record).find((field) => field.rule === rule);

/** 1, 2, 3 … within a block; a further owner has the number of the property before it. */
function sequenceProblems({ properties, further }: Block, layout: Layout): Problem[] {
  const own = fieldFor(layout, "PROPERTY", "sequence");
  const added = fieldFor(layout, "PROPADD", "sequence");
  const say = (line: Line, field: LayoutField): Problem => ({
    place: recordPlace(line.index),
    field: field.field,
    fault: t("reportFile.naupa2.sequence"),
  });
  const wrong = own
    ? properties.filter((line, index) => Number(read(line, own)) !== index + 1).map((line) => say(line, own))
    : [];
  const stray = added
    ? further
        .filter((line) => Number(read(line, added)) !== properties.filter(({ index }) => index < line.index).length)
        .map((line) => say(line, added))
    : [];
  return [...wrong, ...stray];
}

const summed = ["reported", "deducted", "advertised", "added", "deleted", "remitted"] as const;

function sumProblems({ properties, further, summary }: Block, layout: Layout): Problem[] {
  const counts: readonly (readonly [string, number])[] = [
    ["properties", properties.length],
    ["owners", properties.length + further.length],
    ["records", properties.length + further.length + 2],
  ];
  const amounts = summed.flatMap((name): (readonly [string, bigint])[] => {
    const field = fieldFor(layout, "PROPERTY", `amount ${name}`);
    if (!field) return [];
    return [[`amount ${name}`, properties.reduce((sum, line) => sum + BigInt(read(line, field)), 0n)]];
  });
  return [...counts, ...amounts].flatMap(([rule, expected]) => {
    const field = fieldFor(layout, "SUMINFO", rule);
    if (!field || BigInt(read(summary, field)) === BigInt(expected)) return [];
    return [{ place: recordPlace(summary.index), field: field.field, fault: t("reportFile.naupa2.sum") }];
  });
}

/** advertised = reported − deducted; remitted = advertised + added − deleted; where the layout has all of them. */
function equationProblems(line: Line, layout: Layout): Problem[] {
  const record = line.text.startsWith("2") ? "PROPERTY" : "SUMINFO";
  const amount = (name: (typeof summed)[number]) => {
    const field = fieldFor(layout, record, `amount ${name}`);
    return field ? BigInt(read(line, field)) : null;
  };
  const [reported, deducted, advertised, added, deleted, remitted] = summed.map(amount);
  const place = recordPlace(line.index);
  const wrong = (name: (typeof summed)[number]): Problem[] => [
    { place, field: fieldFor(layout, record, `amount ${name}`)?.field ?? name, fault: t("reportFile.naupa2.equation") },
  ];
  const known = (amounts: readonly (bigint | null | undefined)[]): amounts is readonly bigint[] =>
    amounts.every((one) => typeof one === "bigint");
  const first = [advertised, reported, deducted];
  const second = [remitted, advertised, added, deleted];
  return [
    ...(known(first) && first[0] !== (first[1] ?? 0n) - (first[2] ?? 0n) ? wrong("advertised") : []),
    ...(known(second) && second[0] !== (second[1] ?? 0n) + (second[2] ?? 0n) - (second[3] ?? 0n)
      ? wrong("remitted")
      : []),
  ];
}

function aggregateProblems({ properties, further }: Block, layout: Layout): Problem[] {
  return [...properties, ...further].flatMap((line) => {
    const field = fieldFor(layout, line.text.startsWith("2") ? "PROPERTY" : "PROPADD", "owner type");
    if (!field || read(line, field).trim() !== "AP") return [];
    return [{ place: recordPlace(line.index), field: field.field, fault: t("reportFile.naupa2.aggregate") }];
  });
}
