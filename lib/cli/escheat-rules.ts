import { civilDateIn } from "@/lib/dates";
import { Invalid } from "@/lib/errors";
import { lawBook } from "@/lib/escheat/law-versions";
import { getRuleList } from "@/lib/escheat/queries/rules";
import { briefly } from "@/lib/escheat/rule-brief";
import { ruleJson, ruleLineJson } from "@/lib/escheat/rule-json";
import { filterLines, postalCode, type RuleLine, ruleFilters, ruleLines } from "@/lib/escheat/rule-list";
import { ruleListParams } from "@/lib/escheat/rule-params";
import { daysWords, versionName } from "@/lib/escheat/versions";
import { ruleWords } from "@/lib/escheat/words";
import { scopeForOperator } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-rule-screens";
import { parseInput } from "@/lib/validation";
import { command, UsageError } from "./command";
import { textTable } from "./table";

/** The law as an issuer works by it, or as we ship it where no issuer is named. */
export const ruleCommands = [
  command({
    name: "rules",
    summary: "The law of every jurisdiction, or of one in full, with what needs counsel",
    options: {
      issuer: { type: "string", value: "CODE", summary: "with this issuer's own versions and confirmations" },
      state: { type: "string", value: "ST", summary: "only this one, field by field with its sources" },
      property: { type: "string", value: "KIND", default: "closed-loop", summary: "closed-loop or open-loop" },
      show: { type: "string", value: "WHICH", default: "all", summary: `one of ${ruleFilters.join(", ")}` },
      "as-of": {
        type: "string",
        value: "DATE",
        summary: "for cards presumed abandoned on this day (default today, in UTC)",
      },
    },
    run: async ({ values }) => {
      const { property, show, asOf } = parseInput(ruleListParams, {
        property: values.property,
        show: values.show,
        asOf: values["as-of"] ?? civilDateIn("UTC", new Date()),
      });
      if (show === "here" && values.issuer === undefined) throw new UsageError("--show here needs --issuer.");
      const day = asOf ?? "";
      const lines = values.issuer
        ? await linesOf(values.issuer, property, day)
        : ruleLines(lawBook({ own: [], confirmations: [] }).rulebook, property, day, new Set());
      if (values.state !== undefined) return oneRule(lines, values.state);
      const shown = filterLines(lines, show, "");
      return { json: { asOf: day, property, rules: shown.map(ruleLineJson) }, text: listText(shown) };
    },
  }),
];

/** @throws Invalid where a version in force can no longer be read: a list without it would look whole. */
async function linesOf(issuer: string, property: RuleLine["rule"]["property"], asOf: string) {
  const { lines, faults } = await getRuleList(await scopeForOperator(issuer), { property, asOf });
  if (faults.length > 0) throw new Invalid(faults.join(" "), { status: 422 });
  return lines;
}

function oneRule(lines: readonly RuleLine[], state: string) {
  const wanted = state.toUpperCase();
  const line = lines.find(({ rule }) => postalCode(rule.jurisdiction) === wanted);
  if (!line) throw new UsageError(`--state is two letters of a state or territory such as NY, not "${state}".`);
  const { rule, name } = line;
  const head = `${name}, ${t(`escheat.property.${rule.property}`)}: ${versionName(rule)}, ${daysWords(rule.effectiveFrom, rule.effectiveTo)}`;
  const fields = ruleWords(rule).map(({ name: field, sentence, counsel, source }) =>
    [`${field}: ${sentence}`, ...(counsel ? [`  ! ${counsel}`] : []), `  ${source}`].join("\n"),
  );
  return { json: ruleJson(rule), text: [head, ...fields, ...(rule.note ? [rule.note] : [])].join("\n\n") };
}

function listText(lines: readonly RuleLine[]): string {
  return textTable<RuleLine>(
    [
      { title: "state", text: ({ rule }) => postalCode(rule.jurisdiction) },
      { title: "ordinary card", text: ({ standing }) => t(`escheat.standing.${standing}`) },
      { title: "dormancy", text: ({ rule }) => briefly(rule, "dormancyYears") },
      { title: "share", text: ({ rule }) => briefly(rule, "share") },
      { title: "cut-off", text: ({ rule }) => briefly(rule, "reportCutoff") },
      { title: "due", text: ({ rule }) => briefly(rule, "reportDue") },
      {
        title: "to confirm",
        text: ({ counsel, asked }) => (counsel.length === 0 ? "–" : `${counsel.length} of ${asked}`),
      },
      { title: "version", right: true, text: ({ rule }) => String(rule.version) },
    ],
    lines,
  );
}
