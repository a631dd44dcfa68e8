import { cumulativeHazard } from "./hazard";
import type { CardMixture } from "./mixture";
import type { ReminderParameters } from "./parameters";

type Response = Pick<ReminderParameters, "forgottenHazard" | "acceleration" | "effectDays" | "reachLoss">;

export type SeveralRules = {
  /** Reminders at most, and days between two of them at least. */
  readonly most: number;
  readonly gapDays: number;
  /** Days from tomorrow on which one may leave. */
  readonly horizonDays: number;
};

export type Several = {
  /** Of the best way to go on, over that of never writing; in the unit of `value`. */
  readonly gain: number;
  /** Days on which to write as long as the card is still open; none where no reminder pays. */
  readonly days: readonly number[];
};

type Money = { readonly value: number; readonly cost: number };

/** Beyond three of its lives an effect is taken to be over. */
const LIVES = 3;

/** Hazard of a redemption on a day for each kind of card, `since` days after the last reminder (null: none). */
function hazardOn({ steps }: CardMixture, r: Response, day: number, since: number | null) {
  const own = cumulativeHazard(steps, day) - cumulativeHazard(steps, day - 1);
  if (since === null || since >= LIVES * r.effectDays) return { woken: 0, own };
  const kappa = Math.exp(-since / r.effectDays);
  const woken = r.forgottenHazard * Math.exp(-r.reachLoss * (day - since)) * kappa;
  return { woken, own: own * Math.exp(r.acceleration * kappa) };
}

/**
 * What reminders on these days gain, over none: V × the rise of the chance of a redemption by day T, less the cost of each
 * that finds the card open. An effect begins anew with each reminder and is that of the last one. Exact for the two kinds.
 */
export function scheduleGain(card: CardMixture, days: readonly number[], money: Money, response: Response): number {
  const { forgotten } = card;
  let [asleep, others, last, cost] = [1, 1, null as number | null, 0];
  for (let day = 1; day <= card.days; day++) {
    if (days.includes(day)) {
      cost += money.cost * (forgotten * asleep + (1 - forgotten) * others);
      last = day;
    }
    const { woken, own } = hazardOn(card, response, day, last === null ? null : day - last);
    asleep *= Math.exp(-woken);
    others *= Math.exp(-own);
  }
  const before = Math.exp(-cumulativeHazard(card.steps, card.days));
  return money.value * (forgotten * (1 - asleep) + (1 - forgotten) * (before - others)) - cost;
}

/**
 * Value iteration, from day T back: W(day, days since the last, number sent) = max{ −cost + E[next | sent], E[next | not sent] };
 * a redemption ends it with V. W is kept for each kind of card, or a reminder would be credited with what it only brings
 * forward. A decision weighs the two by how many of each are open without reminders, the one approximation. Of equals no message
 * is sent. The days are those on which W writes along its own path, and the gain is that of these days.
 */
export function remindSeveralTimes(card: CardMixture, money: Money, response: Response, rules: SeveralRules): Several {
  const span = Math.max(Math.ceil(LIVES * response.effectDays), rules.gapDays);
  const states = (span + 1) * (rules.most + 1);
  const at = (sent: number, since: number) => sent * (span + 1) + Math.min(since, span);
  const sends = Array.from({ length: card.days + 1 }, () => new Uint8Array(states));
  let [asleep, others] = [new Float64Array(states), new Float64Array(states)];
  for (let day = card.days; day >= 1; day--) {
    const survivors = Math.exp(-cumulativeHazard(card.steps, day - 1));
    const share = card.forgotten / (card.forgotten + (1 - card.forgotten) * survivors);
    const going = (since: number | null, next: number) => {
      const { woken, own } = hazardOn(card, response, day, since);
      const worth = (hazard: number, after: number) => money.value + Math.exp(-hazard) * (after - money.value);
      return { asleep: worth(woken, asleep[next] ?? 0), others: worth(own, others[next] ?? 0) };
    };
    const [nowAsleep, nowOthers] = [new Float64Array(states), new Float64Array(states)];
    for (let sent = 0; sent <= rules.most; sent++) {
      for (let since = 0; since <= span; since++) {
        const state = at(sent, since);
        const stay = going(sent === 0 ? null : since, at(sent, since + 1));
        const may = sent < rules.most && day <= rules.horizonDays && (sent === 0 || since >= rules.gapDays);
        const write = may ? going(0, at(sent + 1, 1)) : stay;
        const more = share * (write.asleep - stay.asleep) + (1 - share) * (write.others - stay.others);
        const pays = may && more > money.cost + 1e-12;
        nowAsleep[state] = pays ? write.asleep - money.cost : stay.asleep;
        nowOthers[state] = pays ? write.others - money.cost : stay.others;
        sends[day]?.set([Number(pays)], state);
      }
    }
    [asleep, others] = [nowAsleep, nowOthers];
  }
  const days: number[] = [];
  let [sent, since] = [0, 0];
  for (let day = 1; day <= card.days; day++, since++) {
    if (!sends[day]?.[at(sent, since)]) continue;
    days.push(day);
    [sent, since] = [sent + 1, 0];
  }
  return { gain: days.length === 0 ? 0 : scheduleGain(card, days, money, response), days };
}
