import { and, eq, inArray, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { escheatReport, escheatReportCard } from "@/db/schema/escheat";
import { Conflict, Invalid } from "@/lib/errors";
import { formatDate } from "@/lib/format";
import { getFreshness } from "@/lib/freshness/queries";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-filing";
import { STATUTE_CURRENCY } from "../exemption";
import { reportName } from "../filing/filing-words";
import { personOf } from "../filing/person";
import { reportHash, reportSums } from "../filing/report-hash";
import type { FrozenCard, FrozenReport } from "../filing/report-record";
import type { DraftInput } from "../filing/schema";
import { placeName } from "../jurisdiction-name";
import { type DraftAsked, draftNow } from "../queries/draft";
import { readReport } from "../queries/report-store";
import { endReport } from "./report-end";

/** Any number of our own; with the issuer it names the lock under which reports and letters are made one after another. */
export const FILING_LOCK = 7_312_041;

export const lockFiling = (tx: Tx, scope: Scope) =>
  tx.execute(sql`select pg_advisory_xact_lock(${FILING_LOCK}, ${scope.issuerId}::int)`);

const ROWS_AT_ONCE = 1_000;

/**
 * Makes a state's report of a year from the cards as they are known now, and freezes it. With `replaces` a draft goes in
 * the same moment.
 * @throws Conflict when the year has a report, Invalid where the law's dates are not known or nothing is owed.
 */
export async function makeReport(scope: Scope, input: DraftInput, now: Date): Promise<{ id: number }> {
  const preparedBy = personOf(scope, "escheat.propose");
  const { asOf, dataUntil } = await getFreshness(scope);
  const day = input.asOf ?? asOf;
  if (day > asOf)
    throw new Invalid(undefined, { fields: { asOf: t("filing.draft.future", { day: formatDate(asOf) }) } });
  return withScope(scope, async (tx) => {
    await lockFiling(tx, scope);
    if (input.replaces !== undefined) await replaceDraft(tx, scope, input.replaces, now);
    await refuseSecond(tx, scope, input);
    const asked: DraftAsked = { ...input, asOf: day, dataUntil };
    const { draft, dates } = await draftNow(tx, scope, asked);
    if (draft.cards.length === 0) throw new Invalid(nothingOwed(input), { status: 422 });
    const frozen: FrozenReport = {
      jurisdiction: input.jurisdiction,
      reportYear: input.reportYear,
      currency: STATUTE_CURRENCY,
      asOf: day,
      knownAt: now.toISOString(),
      cutoffOn: dates.cutoffOn,
      dueOn: dates.dueOn,
      preparedBy,
      ...draft,
    };
    const id = await insertReport(tx, scope, frozen, now);
    await insertCards(tx, scope, id, draft.cards);
    const { cards, amount } = reportSums(draft.cards);
    await writeAudit(tx, scope, {
      action: "escheat.report-drafted",
      subject: reportName(id, input),
      detail: { asOf: day, cards, amount: amount.toString(), hash: reportHash(frozen) },
    });
    return { id };
  });
}

const nothingOwed = ({ jurisdiction, reportYear }: DraftInput): string =>
  t("filing.draft.nothing", { place: placeName(jurisdiction), year: reportYear });

/** Made anew before anybody has looked it over; a reviewed one is withdrawn with a reason first. */
async function replaceDraft(tx: Tx, scope: Scope, id: number, now: Date): Promise<void> {
  const report = await readReport(tx, scope, id, "update");
  if (report.state !== "draft") throw new Conflict(t("filing.draft.notDraft"));
  await endReport(tx, scope, report, t("filing.draft.again"), now);
}

async function refuseSecond(tx: Tx, scope: Scope, { jurisdiction, reportYear }: DraftInput): Promise<void> {
  const [there] = await tx
    .select({ id: escheatReport.id, state: escheatReport.state })
    .from(escheatReport)
    .where(
      and(
        eq(escheatReport.issuerId, scope.issuerId),
        eq(escheatReport.jurisdiction, jurisdiction),
        eq(escheatReport.reportYear, reportYear),
        eq(escheatReport.currency, STATUTE_CURRENCY),
        inArray(escheatReport.state, ["draft", "reviewed", "filed", "acknowledged"]),
      ),
    );
  if (!there) return;
  throw new Conflict(t("filing.draft.second", { id: there.id, state: t(`filing.state.${there.state}`) }));
}

async function insertReport(tx: Tx, scope: Scope, frozen: FrozenReport, now: Date): Promise<number> {
  const { cards: all, content, knownAt, ...head } = frozen;
  const [made] = await tx
    .insert(escheatReport)
    .values({
      ...head,
      ...reportSums(all),
      issuerId: scope.issuerId,
      state: "draft",
      content,
      knownAt: new Date(knownAt),
      dataHash: reportHash(frozen),
      preparedByName: scope.actor,
      preparedAt: now,
    })
    .returning({ id: escheatReport.id });
  if (!made) throw new Error("The report was not stored");
  return made.id;
}

async function insertCards(tx: Tx, scope: Scope, reportId: number, cards: readonly FrozenCard[]): Promise<void> {
  for (let at = 0; at < cards.length; at += ROWS_AT_ONCE) {
    const rows = cards.slice(at, at + ROWS_AT_ONCE).map((card) => ({ ...card, issuerId: scope.issuerId, reportId }));
    await tx.insert(escheatReportCard).values(rows);
  }
}
