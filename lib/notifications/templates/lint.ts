import { jurisdictionName } from "@/lib/escheat/jurisdiction-name";
import type { ReminderReason } from "../constants";
import { findCardNumber } from "./card-number";
import { BODY_LIMIT, SUBJECT_LIMIT, TEXT_MESSAGE_LIMIT } from "./constants";
import { type FindingCode, finding, type LintFinding } from "./finding";
import type { MessageTemplate } from "./message";
import { noExpiryStates, noFeeWordsStates } from "./no-expiry-states";
import { parseBody, parseSubject, splitLines, variablesOf } from "./parse";
import { expiryWords, fakeReply, feeWords, promotionWords, secretWords, spendOnlyWords } from "./word-lists";

export type LintContext = {
  readonly postalAddress: string | null;
  /** Where the readers live ('US-CA'), as far as it is known. */
  readonly states: readonly string[];
  /** Of those, where the holder of a small rest may ask for money. */
  readonly cashBackStates: readonly string[];
};

type Template = MessageTemplate & { readonly reason: ReminderReason };
type Field = "subject" | "body";

/**
 * What is wrong with a template before anybody gets it: rules M1, M2 and M14 to M17 of our list, and what could not be
 * rendered at all. The way out (M3, M4) and the postal address stand in the footer, which no template can leave out.
 * In the order of the text.
 */
export function lintTemplate(template: Template, context: LintContext): LintFinding[] {
  return [
    ...subjectFindings(template),
    ...bodyFindings(template),
    ...classFindings(template, context),
    ...wordFindings(template, context),
  ];
}

function subjectFindings({ subject, channel }: Template): LintFinding[] {
  const field = "subject";
  const found = faultFindings(field, parseSubject(subject).faults);
  // A text message has none.
  if (channel === "sms") return found;
  if (subject.trim() === "") return [...found, finding("empty-subject", { field })];
  if (splitLines(subject).length > 1) found.push(finding("many-lined-subject", { field }));
  // A value is longer or shorter than its name: what is certain is the words around it.
  const words = subject.replace(/\{\{[^{}]*\}\}/g, "");
  const length = [...words].length;
  if (length > SUBJECT_LIMIT) found.push(finding("long-subject", { field, values: { length, limit: SUBJECT_LIMIT } }));
  if (fakeReply.test(subject)) found.push(finding("fake-reply", { field, line: 1, column: 1 }));
  if (/\p{Lu}{3}/u.test(words) && !/\p{Ll}/u.test(words)) found.push(finding("shouting", { field }));
  return found;
}

function bodyFindings({ body, channel, reason }: Template): LintFinding[] {
  const field = "body";
  const parsed = parseBody(body);
  const found = faultFindings(field, parsed.faults);
  if (body.trim() === "") return [...found, finding("empty-body", { field })];
  const limit = channel === "email" ? BODY_LIMIT : TEXT_MESSAGE_LIMIT;
  const length = [...body].length;
  if (length > limit) found.push(finding("long-body", { field, values: { length, limit } }));
  const named = new Set(variablesOf(body).map(([, , name]) => name));
  if (channel === "email" && !named.has("cards")) found.push(finding("no-cards", { field }));
  if (reason !== "unused-balance" && !named.has("cards") && !named.has("last-day"))
    found.push(finding("no-last-day", { field }));
  return found;
}

function classFindings(template: Template, context: LintContext): LintFinding[] {
  const { messageClass, reason, channel } = template;
  const found: LintFinding[] = [];
  if (messageClass === "commercial" && channel === "email" && !context.postalAddress?.trim())
    found.push(finding("no-postal-address", { field: "setting" }));
  if (messageClass === "statutory-notice" && reason !== "escheat")
    found.push(finding("not-statutory", { field: "class" }));
  if (messageClass === "transactional") found.push(finding("not-commercial", { field: "class" }));
  return found;
}

function wordFindings(template: Template, context: LintContext): LintFinding[] {
  const found: LintFinding[] = [];
  for (const field of ["subject", "body"] as const) {
    for (const [index, line] of splitLines(template[field]).entries()) {
      const at = (code: FindingCode, start: number | null | undefined, states?: readonly string[]) => {
        if (start !== null && start !== undefined) found.push(placed(code, field, index + 1, line, start, states));
      };
      at("card-number", findCardNumber(line));
      at("secret", secretWords.exec(line)?.index);
      if (template.messageClass === "statutory-notice") at("promotion", promotionWords.exec(line)?.index);
      if (template.reason === "unused-balance") at("unknown-last-day", line.match(/\{\{\s*last-day\s*\}\}/)?.index);
      const inStates = (code: FindingCode, words: RegExp, states: readonly string[]) => {
        if (states.length > 0) at(code, words.exec(line)?.index, states);
      };
      inStates(
        "expiry-words",
        expiryWords,
        context.states.filter((state) => Object.hasOwn(noExpiryStates, state)),
      );
      inStates(
        "fee-words",
        feeWords,
        context.states.filter((state) => noFeeWordsStates.includes(state)),
      );
      inStates("spend-only", spendOnlyWords, context.cashBackStates);
    }
  }
  return found;
}

function placed(
  code: FindingCode,
  field: Field,
  line: number,
  text: string,
  start: number,
  states: readonly string[] = [],
): LintFinding {
  const column = [...text.slice(0, start)].length + 1;
  const names = states.map((state) => jurisdictionName(state) ?? state).toSorted();
  return finding(code, { field, line, column, states, values: { states: listOf(names), count: names.length } });
}

const list = new Intl.ListFormat("en", { type: "conjunction" });
const listOf = (names: readonly string[]): string => list.format(names);

const faultFindings = (field: Field, faults: ReturnType<typeof parseBody>["faults"]): LintFinding[] =>
  faults.map(({ kind, variable, line, column }) =>
    finding(kind, { field, line, column, values: { variable: kind === "open-brace" ? variable : `{{${variable}}}` } }),
  );
