import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import { Invalid } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-filing";
import { type Draft, draftOf } from "../filing/draft";
import { type ReportDates, reportDates } from "../filing/report-dates";
import { issuerFactsOf } from "../holder";
import { placeName } from "../jurisdiction-name";
import { versionsOf } from "../rulebook";
import { readHolder } from "./holder";
import { readOwedCards } from "./owed-cards";
import { readRulebook } from "./rulebook";

export type DraftAsked = {
  readonly jurisdiction: string;
  readonly reportYear: number;
  readonly asOf: CivilDate;
  readonly aggregate?: boolean | undefined;
  readonly dataUntil: CivilDate | null;
  /** The report whose own cards do not count as reported already. */
  readonly exceptReport?: number;
};

/**
 * A state's report of a year as it would be made now: by the law, the holder and the cards as they are known.
 * @throws Invalid where the law's cut-off or due day is not known.
 */
export async function draftNow(
  tx: Tx,
  scope: Scope,
  asked: DraftAsked,
): Promise<{ readonly draft: Draft; readonly dates: ReportDates }> {
  const { jurisdiction, reportYear, asOf, dataUntil, exceptReport } = asked;
  const [rulebook, holder] = await Promise.all([readRulebook(tx, scope), readHolder(tx, scope)]);
  const dates = reportDates(rulebook, jurisdiction, reportYear);
  if (dates === null) throw new Invalid(t("filing.draft.noDates", { place: placeName(jurisdiction) }), { status: 422 });
  const law = { rulebook, issuer: issuerFactsOf(holder), asOf };
  const { cards, unsettled } = await readOwedCards(tx, scope, law, {
    jurisdiction,
    until: dates.cutoffOn,
    exceptReport,
  });
  const { value } = dates.rule.aggregateBelow;
  return {
    dates,
    draft: draftOf(cards, unsettled.all(), {
      year: reportYear,
      dates,
      holder,
      ruleOf: (property, version) =>
        versionsOf(rulebook, jurisdiction, property).find((rule) => rule.version === version) ?? null,
      aggregate: asked.aggregate ?? (value !== null && value > 0),
      dataUntil,
    }),
  };
}
