import { type Address, firstOf, readAddress } from "@/lib/address";
import { NotFound } from "@/lib/errors";
import { type ComparedField, compareRules } from "@/lib/escheat/compare-rules";
import { jurisdictionName } from "@/lib/escheat/jurisdiction-name";
import type { ListedVersion } from "@/lib/escheat/law-versions";
import { getRulePage, type RulePage } from "@/lib/escheat/queries/rules";
import { postalCode } from "@/lib/escheat/rule-list";
import { lawPath, rulePageParams } from "@/lib/escheat/rule-params";
import { lawInPath } from "@/lib/escheat/rule-path";
import { type ShownVersions, shownVersions } from "@/lib/escheat/shown-versions";
import type { TouchedLine } from "@/lib/escheat/touched";
import { daysWords, versionName } from "@/lib/escheat/versions";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-rule-screens";
import { factsOf } from "../facts";
import { type ExportSource, onePortion, prepare } from "../prepared";
import type { ExportColumn, Fact } from "../table";
import { asOfIn } from "./escheat-rules";

/** The law whose page the file is asked from, and its versions as the page shows them. @throws NotFound for no such page. */
async function pageOf(scope: Scope, address: Address): Promise<RulePage & { readonly shown: ShownVersions }> {
  const law = lawPath.safeParse(lawInPath(firstOf(address.path) ?? ""));
  if (!law.success) throw new NotFound();
  const asked = readAddress(rulePageParams, address);
  const page = await getRulePage(scope, law.data, await asOfIn(scope, asked.asOf));
  const shown = shownVersions(page.versions, page.current, asked);
  if (!shown) throw new NotFound();
  return { ...page, shown };
}

const factsOfPage = (issuer: string, { law, asOf }: RulePage): Fact[] => [
  ...factsOf(issuer, { asOf }),
  [t("escheat.rules.jurisdiction"), jurisdictionName(law.jurisdiction) ?? law.jurisdiction],
  [t("escheat.rules.property"), t(`escheat.rules.kind.${law.property}`)],
];

const nameOf = (what: string, { law }: RulePage): string => `${what}-${postalCode(law.jurisdiction)}-${law.property}`;
const versionWords = ({ rule }: ListedVersion): string =>
  t("escheat.rule.side", { version: versionName(rule), days: daysWords(rule.effectiveFrom, rule.effectiveTo) });

export const escheatRuleTables = {
  "escheat-rule-fields": {
    permission: "escheat.read",
    prepare: async (scope, address) => {
      const page = await pageOf(scope, address);
      const { shown, against } = page.shown;
      const rows = compareRules(against?.rule ?? shown.rule, shown.rule);
      const side = (version: ListedVersion, which: "before" | "after"): ExportColumn<ComparedField>[] => [
        { title: versionWords(version), kind: "text", value: (row) => row[which].sentence },
        {
          title: `${versionName(version.rule)}: ${t("escheat.rule.confidence")}`,
          kind: "text",
          value: (row) => t(`escheat.confidence.${row[which].confidence}`),
        },
        {
          title: `${versionName(version.rule)}: ${t("escheat.needsCounsel")}`,
          kind: "text",
          value: (row) => row[which].counsel,
        },
        {
          title: `${versionName(version.rule)}: ${t("escheat.rule.sources")}`,
          kind: "text",
          value: (row) => row[which].source,
        },
      ];
      return prepare<ComparedField>({
        name: nameOf("escheat-rule", page),
        title: t("escheat.rule.says"),
        columns: [
          { title: t("escheat.rule.field"), kind: "text", value: ({ name }) => name },
          ...(against ? side(against, "before") : []),
          ...side(shown, "after"),
        ],
        facts: factsOfPage(scope.issuer.name, page),
        definitions: [],
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
  "escheat-rule-versions": {
    permission: "escheat.read",
    prepare: async (scope, address) => {
      const page = await pageOf(scope, address);
      return prepare<ListedVersion>({
        name: nameOf("escheat-rule-versions", page),
        title: t("escheat.rule.versions"),
        columns: [
          { title: t("escheat.rules.version"), kind: "count", value: ({ rule }) => rule.version },
          { title: t("escheat.rule.days"), kind: "text", value: (version) => decidesWords(version) },
          { title: t("escheat.edit.effectiveFrom"), kind: "date", value: ({ rule }) => rule.effectiveFrom },
          { title: t("escheat.rule.writtenBy"), kind: "text", value: ({ own }) => own?.createdByName ?? "" },
          { title: t("escheat.rule.reason"), kind: "text", value: ({ own }) => own?.reason ?? "" },
          {
            title: t("escheat.rule.confirmedBy"),
            kind: "text",
            value: ({ confirmation }) => (confirmation.kind === "confirmed" ? confirmation.confirmation.by : ""),
          },
          {
            title: t("escheat.confirm.what"),
            kind: "text",
            value: ({ confirmation }) => (confirmation.kind === "confirmed" ? confirmation.confirmation.note : ""),
          },
          { title: t("escheat.rule.hash"), kind: "text", value: ({ hash }) => hash },
        ],
        facts: factsOfPage(scope.issuer.name, page),
        definitions: [],
        count: page.versions.length,
        portions: onePortion(page.versions),
      });
    },
  },
  "escheat-rule-cards": {
    permission: "escheat.read",
    prepare: async (scope, address) => {
      const page = await pageOf(scope, address);
      if (!page.touched) throw new NotFound("A forecast of escheatment");
      const { basis, lines } = page.touched;
      const { currency } = basis;
      return prepare<TouchedLine>({
        name: nameOf("escheat-rule-cards", page),
        title: t("escheat.touched.title"),
        columns: [
          {
            title: t("escheat.touched.outcome"),
            kind: "text",
            value: ({ outcome }) => t(`escheat.outcome.${outcome}`),
          },
          { title: t("escheat.touched.year"), kind: "count", value: ({ reportYear }) => reportYear },
          { title: t("figures.cards"), kind: "count", value: ({ cards }) => cards },
          {
            title: t("escheat.touched.balance", { currency }),
            kind: "money",
            currency,
            value: ({ balance }) => balance,
          },
          { title: t("escheat.rules.claimed", { currency }), kind: "money", currency, value: ({ claimed }) => claimed },
          {
            title: t("escheat.touched.unmeasured", { currency }),
            kind: "money",
            currency,
            value: ({ unmeasured }) => unmeasured,
          },
        ],
        facts: [...factsOfPage(scope.issuer.name, page), [t("escheat.touched.note", { date: basis.asOf }), currency]],
        definitions: [[t("escheat.touched.unmeasured", { currency }), t("escheat.touched.unmeasured.means")]],
        count: lines.length,
        portions: onePortion(lines),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;

function decidesWords({ rule, decides, replacedBy }: ListedVersion): string {
  if (decides) return daysWords(rule.effectiveFrom, rule.effectiveTo);
  return replacedBy === null ? t("escheat.rule.decidesNothing") : t("escheat.rule.replaced", { version: replacedBy });
}
