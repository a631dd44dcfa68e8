import { NeedsCounsel } from "@/components/escheat/needs-counsel";
import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { type ComparedField, compareRules } from "@/lib/escheat/compare-rules";
import type { RulePage } from "@/lib/escheat/queries/rules";
import { fieldAnchor } from "@/lib/escheat/rule-path";
import type { ShownVersions } from "@/lib/escheat/shown-versions";
import { daysWords, versionName } from "@/lib/escheat/versions";
import type { FieldWords } from "@/lib/escheat/words";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./rule-fields.module.css";
import { VersionChoice } from "./version-choice";

type Props = { page: RulePage; shown: ShownVersions; locale: Locale };

/** The law field by field; two versions stand side by side, and what differs is marked. */
export function RuleFields({ page, shown: { shown, against }, locale }: Props) {
  const rows = compareRules(against?.rule ?? shown.rule, shown.rule);
  const side = (rule: typeof shown.rule): string =>
    t("escheat.rule.side", {
      version: versionName(rule),
      days: daysWords(rule.effectiveFrom, rule.effectiveTo),
    });
  const columns: Column<ComparedField>[] = [
    {
      key: "field",
      title: t("escheat.rule.field"),
      cell: ({ field, name, differs, differsInSource }) => (
        <span id={fieldAnchor(field)} className={classes.name}>
          {name}
          {differs ? <span className={classes.differs}>{t("escheat.rule.differs")}</span> : null}
          {differsInSource ? <span className={classes.source}>{t("escheat.rule.differsInSource")}</span> : null}
        </span>
      ),
    },
    ...(against
      ? [{ key: "before", title: side(against.rule), cell: (row: ComparedField) => <Said words={row.before} /> }]
      : []),
    { key: "after", title: side(shown.rule), cell: ({ after }) => <Said words={after} /> },
  ];
  const differing = rows.filter(({ differs }) => differs).length;
  return (
    <Section
      title={t("escheat.rule.says")}
      note={against ? t("escheat.rule.differing", { count: differing }) : null}
      actions={
        <>
          {page.versions.length > 1 ? (
            <VersionChoice
              versions={page.versions.map(({ rule }) => ({
                version: rule.version,
                label: side(rule),
              }))}
              shown={shown.rule.version}
              against={against?.rule.version ?? null}
            />
          ) : null}
          <ExportMenu table="escheat-rule-fields" count={rows.length} locale={locale} />
        </>
      }
      flush
    >
      <DataTable
        caption={t("escheat.rule.says")}
        columns={columns}
        rows={rows}
        rowKey={({ field }) => field}
        isCurrent={({ differs }) => against !== null && differs}
        empty={null}
      />
      {shown.rule.note ? (
        <div className={classes.note}>
          <p>{t("escheat.rule.note", { note: shown.rule.note })}</p>
        </div>
      ) : null}
    </Section>
  );
}

function Said({ words }: { words: FieldWords }) {
  return (
    <div className={classes.said}>
      <p>{words.sentence}</p>
      {words.counsel ? (
        <p className={classes.counsel}>
          <NeedsCounsel isBrief /> {words.counsel}
        </p>
      ) : null}
      <p className={classes.source}>
        {t(`escheat.confidence.${words.confidence}`)} · {words.source}
      </p>
    </div>
  );
}
