import { addMonths, type CivilDate, type Period } from "@/lib/dates";
import type { LetterBatchState, ReportState } from "../constants";
import type { EscheatOutcome } from "../determination";
import type { ReportDates } from "./report-dates";

/** How far ahead the calendar looks. */
export const HORIZON_MONTHS = 24;

/** Cards of one jurisdiction and report year with one outcome, as an escheat forecast counts them. */
export type YearCell = {
  readonly jurisdiction: string;
  readonly reportYear: number;
  readonly outcome: EscheatOutcome;
  /** 1: an address of the owner decides; then somebody may have to be written to. */
  readonly priority: number;
  readonly cards: number;
  readonly claimed: bigint;
  /** Balances of which something is taken, and nobody knows how much. */
  readonly unmeasured: bigint;
};

export type CalendarSums = { readonly cards: number; readonly amount: bigint; readonly unmeasured: bigint };

export type ReportWork = {
  readonly id: number;
  readonly jurisdiction: string;
  readonly reportYear: number;
  readonly state: ReportState;
  readonly cards: number;
  readonly amount: bigint;
  readonly filedOn: CivilDate | null;
  readonly isPaid: boolean;
};

export type LetterWork = {
  readonly id: number;
  readonly jurisdiction: string;
  readonly reportYear: number;
  readonly state: LetterBatchState;
  readonly letters: number;
  readonly issuedOn: CivilDate | null;
};

export const stepKinds = ["letters-open", "letters-close", "cutoff", "due", "remit"] as const;
export type StepKind = (typeof stepKinds)[number];
/**
 * `done` and `over` need nothing more; `late` should have been done; `missed`: the last day for letters has passed, none was
 * sent, and somebody might have had to be written to; `now` may be done today; `ahead` is too early.
 */
export const standings = ["late", "missed", "now", "ahead", "done", "over"] as const;
export type Standing = (typeof standings)[number];

export type CalendarStep = { readonly kind: StepKind; readonly on: CivilDate; readonly standing: Standing };

export type CalendarYear = {
  readonly jurisdiction: string;
  readonly reportYear: number;
  /** Null where the law's dates are not known. */
  readonly dates: ReportDates | null;
  /** Presumed abandoned already, as of the forecast's day. */
  readonly owed: CalendarSums;
  /** To be presumed abandoned by the cut-off, if nobody uses them. */
  readonly coming: CalendarSums;
  /** Of the cards, those whose owner's address decides. */
  readonly addressed: number;
  readonly report: ReportWork | null;
  readonly letters: readonly LetterWork[];
  /** In the order of their days. */
  readonly steps: readonly CalendarStep[];
  /** The worst of its steps: what the eye should find first. */
  readonly standing: Standing;
};

/** Of one jurisdiction, or of all where none is asked for. */
export const yearsIn = (years: readonly CalendarYear[], jurisdiction: string | undefined): readonly CalendarYear[] =>
  jurisdiction ? years.filter((year) => year.jurisdiction === jurisdiction) : years;

export type CalendarInput = {
  readonly asOf: CivilDate;
  readonly cells: readonly YearCell[];
  readonly reports: readonly ReportWork[];
  readonly letters: readonly LetterWork[];
  readonly datesOf: (jurisdiction: string, year: number) => ReportDates | null;
};

/**
 * Every report year with something owed, coming or made, in the order of what is due first. Years that were reported long
 * ago stay out, and so do those that fall due beyond the horizon.
 */
export function calendarOf({ asOf, cells, reports, letters, datesOf }: CalendarInput): CalendarYear[] {
  const keys = new Map<string, { jurisdiction: string; reportYear: number }>();
  for (const { jurisdiction, reportYear } of [
    ...cells.filter(isDated),
    ...reports.filter(isLive),
    ...letters.filter(isOpen),
  ])
    if (jurisdiction !== "" && reportYear > 0) keys.set(`${jurisdiction} ${reportYear}`, { jurisdiction, reportYear });
  return [...keys.values()]
    .map((key) => {
      const of = <T extends { jurisdiction: string; reportYear: number }>(all: readonly T[]) =>
        all.filter((one) => one.jurisdiction === key.jurisdiction && one.reportYear === key.reportYear);
      const dates = datesOf(key.jurisdiction, key.reportYear);
      const work = { report: of(reports).find(isLive) ?? null, letters: of(letters) };
      return yearOf(key, of(cells), work, dates, asOf);
    })
    .filter((year) => isShown(year, asOf))
    .sort(byDue);
}

const isDated = ({ outcome }: YearCell): boolean => outcome === "escheats" || outcome === "not-yet";
const isLive = ({ state }: ReportWork): boolean => state !== "withdrawn";
const isOpen = ({ state }: LetterWork): boolean => state !== "rejected";

type Work = Pick<CalendarYear, "report" | "letters">;

function yearOf(
  key: Pick<CalendarYear, "jurisdiction" | "reportYear">,
  cells: readonly YearCell[],
  { report, letters }: Work,
  dates: ReportDates | null,
  asOf: CivilDate,
): CalendarYear {
  const owed = sumOf(cells.filter(({ outcome }) => outcome === "escheats"));
  const coming = sumOf(cells.filter(({ outcome }) => outcome === "not-yet"));
  const addressed = sumOf(cells.filter((cell) => isDated(cell) && cell.priority === 1)).cards;
  const isOwed = isTaken(owed) || (report?.cards ?? 0) > 0;
  const steps = dates === null ? [] : stepsOf(dates, { report, letters }, { isOwed, addressed }, asOf);
  const standing = standings.find((one) => steps.some((step) => step.standing === one)) ?? "ahead";
  return { ...key, dates, owed, coming, addressed, report, letters, steps, standing };
}

function sumOf(cells: readonly YearCell[]): CalendarSums {
  return cells.reduce<CalendarSums>(
    (sum, cell) => ({
      cards: sum.cards + cell.cards,
      amount: sum.amount + cell.claimed,
      unmeasured: sum.unmeasured + cell.unmeasured,
    }),
    { cards: 0, amount: 0n, unmeasured: 0n },
  );
}

/** Whether anything goes to the state: one that takes 0 % of a card wants no report of it. */
const isTaken = ({ amount, unmeasured }: CalendarSums): boolean => amount > 0n || unmeasured > 0n;

function stepsOf(
  { cutoffOn, dueOn, remit, letters: window }: ReportDates,
  { report, letters }: Work,
  { isOwed, addressed }: { isOwed: boolean; addressed: number },
  asOf: CivilDate,
): CalendarStep[] {
  const steps: CalendarStep[] = [{ kind: "cutoff", on: cutoffOn, standing: cutoffOn < asOf ? "over" : "ahead" }];
  const isFiled = report?.state === "filed" || report?.state === "acknowledged";
  if (window) {
    const sent = letters.some(({ state }) => state === "issued");
    const isWaiting = letters.some(({ state }) => state === "proposed" || state === "approved");
    // Once the report is filed no letter can change anything.
    const standing = sent ? "done" : isFiled ? "over" : lettersStanding(window, addressed, isWaiting, asOf);
    steps.push({ kind: "letters-open", on: window.from, standing: asOf > window.to ? "over" : standing });
    steps.push({ kind: "letters-close", on: window.to, standing });
  }
  steps.push({ kind: "due", on: dueOn, standing: isFiled ? "done" : dueStanding(cutoffOn, dueOn, isOwed, asOf) });
  if (remit) steps.push({ kind: "remit", on: remit.to, standing: remitStanding(remit, report, asOf) });
  return steps.sort((a, b) =>
    a.on < b.on ? -1 : a.on > b.on ? 1 : stepKinds.indexOf(a.kind) - stepKinds.indexOf(b.kind),
  );
}

/**
 * No owner whose address is known: no letter is possible, and none is late. Where one is known he may still be below the
 * least value, so that only letters which somebody has written are late for certain.
 */
function lettersStanding(window: Period, addressed: number, isWaiting: boolean, asOf: CivilDate): Standing {
  if (asOf < window.from) return "ahead";
  if (addressed === 0) return "over";
  if (asOf <= window.to) return "now";
  return isWaiting ? "late" : "missed";
}

/** On the cut-off itself it is still too early. */
function dueStanding(cutoffOn: CivilDate, dueOn: CivilDate, isOwed: boolean, asOf: CivilDate): Standing {
  if (asOf <= cutoffOn) return "ahead";
  if (asOf <= dueOn) return "now";
  return isOwed ? "late" : "over";
}

function remitStanding({ from, to }: Period, report: ReportWork | null, asOf: CivilDate): Standing {
  if (report?.isPaid) return "done";
  if (asOf < from) return "ahead";
  return asOf > to ? "late" : "now";
}

function isShown({ dates, report, letters, owed, coming, standing }: CalendarYear, asOf: CivilDate): boolean {
  if (report === null && letters.length === 0 && !isTaken(owed) && !isTaken(coming)) return false;
  if (dates === null) return true;
  if (dates.dueOn > addMonths(asOf, HORIZON_MONTHS)) return false;
  return (
    dates.dueOn >= addMonths(asOf, -12) || standing === "late" || (owed.cards > 0 && report?.state !== "acknowledged")
  );
}

const lastDay = "9999-12-31";

function byDue(a: CalendarYear, b: CalendarYear): number {
  const [one, other] = [a.dates?.dueOn ?? lastDay, b.dates?.dueOn ?? lastDay];
  if (one !== other) return one < other ? -1 : 1;
  return a.jurisdiction < b.jurisdiction ? -1 : 1;
}
