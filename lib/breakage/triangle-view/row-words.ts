import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-triangle";
import { emptyStepWords } from "../triangle/method-result";
import { METHODS, type TriangleMethod } from "../triangle/methods";
import type { Problem } from "../triangle/outcome";
import { basisOf, type MethodRow, usesLinks } from "./method-rows";
import { type LeftOut, type OwnTriangle, stepOn, triangleOn } from "./own-triangle";
import { placeOf } from "./read-form";

/** "Line 3, column 8: …", as far as the place is known, with a capital either way. */
export function atPlace(line: number | null, column: number | null, message: string): string {
  if (line !== null && column !== null) return t("ownTriangle.atCell", { line, column, message });
  if (line !== null) return t("ownTriangle.atLine", { line, message });
  return message.charAt(0).toUpperCase() + message.slice(1);
}

/** Why a method has no figures, a sentence each. */
export function reasonsOf(row: MethodRow, own: OwnTriangle): string[] {
  if (row.ok) return [];
  const words = row.missing.map((name) => t(`ownTriangle.missing.${name}`));
  return [...words, ...problemWords(row.problems, own)];
}

/** Problems with the lines and columns of the pasted text. */
export const problemWords = (problems: readonly Problem[], { source }: OwnTriangle): string[] =>
  problems.map((problem) => {
    const { line, column } = placeOf(source, problem);
    return atPlace(line, column, problem.message);
  });

/** What one must know to read a method's figures beside the others. */
export function remarksOn(row: MethodRow, own: OwnTriangle, leftOut: readonly LeftOut[]): string[] {
  if (!row.ok) return [];
  const { method, total } = row;
  const isCurve = !usesLinks(method);
  const unused = unusedChoices(method, own, leftOut);
  return [
    ...(isCurve ? [t(own.exposures ? "ownTriangle.curveOneRatio" : "ownTriangle.curveOwnLevels")] : []),
    ...(unused.length > 0 ? [t("ownTriangle.unused", { names: unused.join(", ") })] : []),
    ...(total.face !== null && total.never === null ? [t("ownTriangle.aboveFace")] : []),
    ...row.emptySteps.map((step) => t("ownTriangle.emptyStep", emptyStepWords(step))),
  ];
}

/** Choices that were made for the whole form and that the method cannot follow. */
function unusedChoices(method: TriangleMethod, { options }: OwnTriangle, leftOut: readonly LeftOut[]): string[] {
  const { takes } = METHODS[method];
  const { latestDiagonals, lastSigma } = options.factors;
  const chosen = [
    { isSaid: options.tail !== undefined, isUsed: takes.includes("tail"), name: t("ownTriangle.tail") },
    {
      isSaid: options.ultimateAge !== undefined,
      isUsed: takes.includes("ultimateAge"),
      name: t("ownTriangle.ultimateAge"),
    },
    {
      isSaid: options.originPeriod !== undefined && !usesLinks(method),
      isUsed: takes.includes("originPeriod"),
      name: t("ownTriangle.originPeriod"),
    },
    { isSaid: latestDiagonals !== undefined, isUsed: usesLinks(method), name: t("ownTriangle.diagonals") },
    { isSaid: lastSigma !== "mack", isUsed: usesLinks(method), name: t("ownTriangle.lastSigma") },
    {
      isSaid: leftOut.length > 0,
      isUsed: usesLinks(method) && (basisOf(method) === "open" || leftOut.some(({ step }) => step >= 0)),
      name: t("ownTriangle.leftOutLinks"),
    },
  ];
  return chosen.filter(({ isSaid, isUsed }) => isSaid && !isUsed).map(({ name }) => name.toLowerCase());
}

/** What was let pass in the pasted amounts, and how they were read. */
export function remarksOnTriangle(own: OwnTriangle, amount: (value: number) => string): string[] {
  const { source, falls, exposures, amounts, shift } = own;
  const fallen = falls.map(({ origin, age, from, to }) => {
    const { line, column } = placeOf(source, { origin, age });
    return atPlace(line, column, t("ownTriangle.fell", { origin, from: amount(from), to: amount(to) }));
  });
  const above = amounts.origins.flatMap((origin, i) => {
    const [latest, exposure] = [amounts.cells[i]?.findLast((cell) => cell !== null), exposures?.[i]];
    if (latest === undefined || latest === null || exposure === undefined || latest <= exposure) return [];
    return [t("ownTriangle.aboveExposure", { origin, latest: amount(latest), exposure: amount(exposure) })];
  });
  return [...fallen, ...above, ...(shift === 0 ? [] : [t("ownTriangle.shifted")])];
}

/** A link by its origin and ages, as it is named where it was left out. */
export function linkName(own: OwnTriangle, { origin, step }: LeftOut): string {
  const ages = step < 0 ? triangleOn(own, "open")?.ages : own.amounts.ages;
  const index = step < 0 ? stepOn("open", step) : step;
  return t("ownTriangle.linkName", { origin, from: ages?.[index] ?? "?", to: ages?.[index + 1] ?? "?" });
}

/** The choices that were made, for paper and files, where the form cannot be seen. */
export function choicesOf(own: OwnTriangle, leftOut: readonly LeftOut[], locale: Locale): string[] {
  const { kind, options, exposures, exposureKind } = own;
  const number = (value: number) => new Intl.NumberFormat(locale, { maximumSignificantDigits: 10 }).format(value);
  const given = [
    [t("ownTriangle.prior"), options.prior],
    [t("ownTriangle.ultimateAge"), options.ultimateAge],
    [t("ownTriangle.tail"), options.tail?.factor],
    [t("ownTriangle.tailError"), options.tail?.standardError],
    [t("ownTriangle.tailSigma"), options.tail?.sigma],
    [t("ownTriangle.diagonals"), options.factors.latestDiagonals],
    [t("ownTriangle.originPeriod"), options.originPeriod],
  ] as const;
  const { lastSigma = "mack" } = options.factors;
  const isGiven = exposures !== null && kind !== "open";
  return [
    t(`ownTriangle.kind.${kind}`),
    ...(isGiven ? [`${t("ownTriangle.exposureKind")} ${t(`ownTriangle.exposureKind.${exposureKind}`)}`] : []),
    ...given.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${number(value)}`])),
    `${t("ownTriangle.lastSigma")} ${t(`ownTriangle.lastSigma.${lastSigma}`)}`,
    ...(leftOut.length > 0
      ? [`${t("ownTriangle.leftOutLinks")}: ${leftOut.map((link) => linkName(own, link)).join(", ")}`]
      : []),
  ];
}
