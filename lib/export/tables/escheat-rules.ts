import { readAddress, readSort } from "@/lib/address";
import { getRuleList } from "@/lib/escheat/queries/rules";
import { ruleFields } from "@/lib/escheat/rule";
import { filterLines, type RuleLine, ruleOrders, sortLines } from "@/lib/escheat/rule-list";
import { ruleListParams } from "@/lib/escheat/rule-params";
import { nothingTouched } from "@/lib/escheat/touched";
import { fieldSentence } from "@/lib/escheat/words";
import { getFreshness } from "@/lib/freshness/queries";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-rule-screens";
import { factsOf } from "../facts";
import { type ExportSource, onePortion, prepare } from "../prepared";
import type { ExportColumn } from "../table";

export const asOfIn = async (scope: Scope, asOf: string | undefined) => asOf ?? (await getFreshness(scope)).asOf;

export const escheatRulesTables = {
  "escheat-rules": {
    permission: "escheat.read",
    prepare: async (scope, address) => {
      const { asOf, property, show, search } = readAddress(ruleListParams, address);
      const list = await getRuleList(scope, { property, asOf: await asOfIn(scope, asOf) });
      const sort = readSort(address, ruleOrders, { by: "name", direction: "asc" });
      const lines = sortLines(filterLines(list.lines, show, search), sort);
      const touched = list.touched;
      const of = ({ rule }: RuleLine) => touched?.by.get(rule.jurisdiction) ?? nothingTouched;
      const columns: ExportColumn<RuleLine>[] = [
        { title: t("escheat.rules.jurisdiction"), kind: "text", value: ({ name }) => name },
        {
          title: t("export.code", { name: t("escheat.rules.jurisdiction") }),
          kind: "text",
          value: ({ rule }) => rule.jurisdiction,
        },
        {
          title: t("escheat.rules.standing"),
          kind: "text",
          value: ({ standing }) => t(`escheat.standing.${standing}`),
        },
        ...ruleFields.flatMap((field): ExportColumn<RuleLine>[] => [
          { title: t(`escheat.field.${field}`), kind: "text", value: ({ rule }) => fieldSentence(rule, field) },
          {
            title: `${t(`escheat.field.${field}`)}: ${t("escheat.rule.confidence")}`,
            kind: "text",
            value: ({ rule, counsel }) =>
              [
                t(`escheat.confidence.${rule[field].confidence}`),
                counsel.includes(field) ? t("escheat.needsCounsel") : "",
              ]
                .filter(Boolean)
                .join(", "),
          },
          {
            title: `${t(`escheat.field.${field}`)}: ${t("escheat.rule.sources")}`,
            kind: "text",
            value: ({ rule }) => rule[field].source,
          },
        ]),
        { title: t("escheat.rules.counsel"), kind: "count", value: ({ counsel }) => counsel.length },
        { title: t("escheat.rules.version"), kind: "count", value: ({ rule }) => rule.version },
        ...(touched
          ? [
              { title: t("figures.cards"), kind: "count" as const, value: (line: RuleLine) => of(line).cards },
              {
                title: t("escheat.rules.claimed", { currency: touched.basis.currency }),
                kind: "money" as const,
                currency: touched.basis.currency,
                value: (line: RuleLine) => of(line).claimed,
              },
              {
                title: t("escheat.touched.unmeasured", { currency: touched.basis.currency }),
                kind: "money" as const,
                currency: touched.basis.currency,
                value: (line: RuleLine) => of(line).unmeasured,
              },
            ]
          : []),
      ];
      return prepare<RuleLine>({
        name: `escheat-rules-${property}`,
        title: t("escheat.rules.title"),
        columns,
        facts: [
          ...factsOf(scope.issuer.name, { asOf: list.asOf }),
          [t("escheat.rules.property"), t(`escheat.rules.kind.${property}`)],
          [t("escheat.rules.show"), t(`escheat.rules.show.${show}`)],
          [t("escheat.rules.find"), search],
        ],
        definitions: [
          [t("escheat.rules.standing"), t("escheat.rules.standing.means")],
          [t("escheat.rules.counsel"), t("escheat.rules.counsel.means")],
        ],
        count: lines.length,
        portions: onePortion(lines),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;
