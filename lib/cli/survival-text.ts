import type { LogRank } from "@/lib/breakage/survival/log-rank";
import type {
  CompetingResult,
  DiscreteHazardResult,
  KaplanMeierResult,
  MixtureCureResult,
} from "@/lib/breakage/survival/methods";
import { type TableColumn, textTable } from "./table";

const digits = (value: number | null, decimals: number) => value?.toFixed(decimals) ?? "–";
/** Six significant digits, for figures of any size. */
const figure = (value: number | null) => (value === null ? "–" : Number(value.toPrecision(6)).toString());

const column = <T>(title: string, text: (row: T) => string): TableColumn<T> => ({ title, text, right: true });

export function curveText({ times, median }: KaplanMeierResult): string {
  if (times.length === 0) return "No card was redeemed: the curve stays at 1.";
  type Step = KaplanMeierResult["times"][number];
  const table = textTable<Step>(
    [
      column("time", ({ time }) => figure(time)),
      column("at risk", ({ atRisk }) => figure(atRisk)),
      column("redeemed", ({ events }) => figure(events)),
      column("still open", ({ survival }) => digits(survival, 4)),
      column("s.e.", ({ standardError }) => digits(standardError, 4)),
      column("lower", ({ lower }) => digits(lower, 4)),
      column("upper", ({ upper }) => digits(upper, 4)),
    ],
    times,
  );
  return `${table}\n\n${median === null ? "More than half are open to the end: no median." : `Median ${figure(median)}`}`;
}

export function endsText({ ends, open }: CompetingResult): string {
  type Step = CompetingResult["ends"][string][number] & { readonly end: string };
  const steps = Object.entries(ends)
    .flatMap(([end, own]) => own.map((step): Step => ({ ...step, end })))
    .sort((a, b) => a.time - b.time);
  if (steps.length === 0) return "No card has ended: all are open.";
  const table = textTable<Step>(
    [
      column("time", ({ time }) => figure(time)),
      { title: "end", text: ({ end }) => end },
      column("at risk", ({ atRisk }) => figure(atRisk)),
      column("ended", ({ events }) => figure(events)),
      column("share so far", ({ incidence }) => digits(incidence, 4)),
      column("s.e.", ({ standardError }) => digits(standardError, 4)),
    ],
    steps,
  );
  const last = Object.entries(ends).map(([end, own]) => `${end} ${digits(own.at(-1)?.incidence ?? null, 4)}`);
  return `${table}\n\nIn the end ${[...last, `open ${digits(open, 4)}`].join(", ")}`;
}

export function logRankText(comparison: Pick<LogRank, "statistic" | "degrees" | "pValue"> | null): string[] {
  if (comparison === null) return [];
  const { statistic, degrees, pValue } = comparison;
  return [`Log-rank χ² ${digits(statistic, 4)} with ${degrees} degrees of freedom, p ${Number(pValue.toPrecision(3))}`];
}

export function cureText(result: MixtureCureResult): string {
  const { distribution, cureFraction, interval, parameters, standardErrors, logLikelihood } = result;
  const estimates = [
    { name: "never redeemed", value: cureFraction, error: standardErrors.cureFraction ?? null },
    ...Object.entries(parameters).map(([name, value]) => ({ name, value, error: standardErrors[name] ?? null })),
  ];
  const table = textTable<(typeof estimates)[number]>(
    [
      { title: distribution, text: ({ name }) => name },
      column("estimate", ({ value }) => figure(value)),
      column("s.e.", ({ error }) => figure(error)),
    ],
    estimates,
  );
  const verdict = result.quotable
    ? "The share may be quoted: long follow-up, narrow interval, and other distributions agree."
    : ["The share is not to be quoted:", ...result.reasons.map(({ message }) => `  ${message}`)].join("\n");
  const range = `95 % profile interval of the share ${digits(interval.lower, 4)} to ${digits(interval.upper, 4)}`;
  return `${table}\n\n${range}\nLog-likelihood ${figure(logLikelihood)}\n\n${verdict}`;
}

export function hazardText({ link, coefficients, logLikelihood, rows, events, periods }: DiscreteHazardResult): string {
  const hazards = textTable<DiscreteHazardResult["periods"][number]>(
    [
      column("period", ({ period }) => period.toString()),
      column("at risk", ({ atRisk }) => figure(atRisk)),
      column("redeemed", ({ events: redeemed }) => figure(redeemed)),
      column("hazard", ({ hazard }) => digits(hazard, 5)),
    ],
    periods,
  );
  const model = textTable<DiscreteHazardResult["coefficients"][number]>(
    [
      { title: link, text: ({ name }) => name },
      column("coefficient", ({ coefficient }) => digits(coefficient, 5)),
      column("s.e.", ({ standardError }) => digits(standardError, 5)),
    ],
    coefficients,
  );
  return `${hazards}\n\n${model}\n\n${rows} card periods, ${events} redeemed, log-likelihood ${figure(logLikelihood)}`;
}
