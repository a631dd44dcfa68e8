import { type CivilDate, daysBetween } from "@/lib/dates";
import type { CardLife } from "./card";

export type Mark = {
  kind: "sold" | "cardExpiry" | "fundsExpiry" | "escheat";
  date: CivilDate;
  position: number;
  isPast: boolean;
};
export type Timeline = {
  start: CivilDate;
  end: CivilDate;
  /** Where the as-of date lies, 0 to 1. */
  now: number;
  marks: readonly Mark[];
  /** Where anything happened, so that activity is seen at a glance: what would be drawn over one another is one. */
  ticks: readonly number[];
};

/** A tick is about a pixel wide: more places than this nobody can tell apart. */
const PLACES = 500;

/** A card's life on one line from its sale to the last of its dates or the as-of date, whichever is later. */
export function timelineOf(life: CardLife, escheatOn: CivilDate | null): Timeline {
  const { soldOn } = life.card;
  const dated = [
    { kind: "cardExpiry" as const, date: life.cardExpiry.date },
    { kind: "fundsExpiry" as const, date: life.fundsExpiry.date },
    { kind: "escheat" as const, date: escheatOn },
  ].flatMap(({ kind, date }) => (date === null ? [] : [{ kind, date }]));
  const days = [soldOn, life.asOf, ...dated.map(({ date }) => date), ...life.activeOn];
  const sorted = days.sort();
  const start = sorted[0] ?? soldOn;
  const end = sorted.at(-1) ?? soldOn;
  const length = Math.max(1, daysBetween(start, end));
  const position = (date: CivilDate) => daysBetween(start, date) / length;
  return {
    start,
    end,
    now: position(life.asOf),
    marks: [{ kind: "sold" as const, date: soldOn }, ...dated].map(({ kind, date }) => ({
      kind,
      date,
      position: position(date),
      isPast: date < life.asOf,
    })),
    ticks: [...new Set(life.activeOn.map((day) => Math.round(position(day) * PLACES)))].map((place) => place / PLACES),
  };
}
