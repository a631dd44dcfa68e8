import { addDays, type CivilDate } from "@/lib/dates";
import type { Random } from "@/lib/statistics/random";
import { clockOf, nowhere } from "../../clock";
import { cumulativeHazard, type HazardSteps } from "../hazard";
import { stakeOf } from "../loss";
import type { Loss, PlanCard, PlanUnit } from "../unit";

/** What is true of a card and nobody knows: whether it is forgotten, when it is used if not, and how much it takes. */
export type TrueCard = {
  readonly card: PlanCard;
  readonly forgotten: boolean;
  /** Of a card that is not forgotten. */
  readonly hazard: HazardSteps;
  /** The cumulative hazard at which it is redeemed: exponential with mean 1. */
  readonly threshold: number;
  /** T of its first loss. */
  readonly days: number;
};

export type TrueUnit = { readonly unit: PlanUnit; readonly cards: readonly TrueCard[] };

/** Cards of a kind: the share never to be used, Weibull times of the others, and the usual balance. */
type Kind = {
  readonly forgotten: number;
  readonly shape: number;
  readonly scale: number;
  readonly balance: number;
  readonly expires: boolean;
};

const KINDS: readonly Kind[] = [
  { forgotten: 0.05, shape: 0.8, scale: 60, balance: 2_500, expires: true },
  { forgotten: 0.12, shape: 0.8, scale: 90, balance: 4_000, expires: true },
  { forgotten: 0.25, shape: 0.7, scale: 150, balance: 5_000, expires: true },
  { forgotten: 0.15, shape: 0.9, scale: 120, balance: 10_000, expires: false },
];
/** A score keeps seven months; what is known of a card is no sharper than that. */
const MONTHS = 13;
const MONTH_DAYS = 30;
const KNOWN_MONTHS = 7;
const ENDS = Array.from({ length: MONTHS }, (_, month) => (month + 1) * MONTH_DAYS);
const KNOWN_ENDS = ENDS.slice(0, KNOWN_MONTHS);

export const SIMULATED_ON: CivilDate = "2026-01-15";

/** What many people have in common is made once, so that hundreds of thousands find room. */
const BY_EMAIL: PlanUnit["channels"] = [{ channel: "email", blockedBy: null }];
const NOTHING: readonly never[] = [];
const lossesAfter = (reason: Loss["reason"], first: number, days: number): readonly (readonly Loss[])[] =>
  Array.from({ length: days }, (_, day) => [{ reason, lastDay: addDays(SIMULATED_ON, first + day) }]);
const EXPIRIES = lossesAfter("card-expiry", 15, 385);
const ESCHEATS = lossesAfter("escheat", 30, 470);

/**
 * People with one or two cards that are still open, of kinds that differ in all that matters; one mailbox in twenty is shared.
 * The planner is told what a score would tell him: hazards of all such cards by month, and the chance that nothing is used.
 */
export const drawPopulation = (people: number, random: Random): TrueUnit[] => [...drawUnits(people, random)];

/** The same one after the other, for whoever does not keep the truth. */
export function* drawUnits(people: number, random: Random): Generator<TrueUnit> {
  for (let drawn = 0; drawn < people; ) {
    const holders = drawn + 1 < people && random.uniform() < 0.05 ? 2 : 1;
    const own: TrueCard[] = [];
    const members = Array.from({ length: holders }, (_, holder) => {
      const cards = Array.from({ length: random.uniform() < 0.2 ? 2 : 1 }, (_, index) =>
        drawCard((drawn + holder) * 2 + index, random),
      );
      own.push(...cards);
      return { customerId: drawn + holder, cards: cards.map(({ card }) => card) };
    });
    const unit: PlanUnit = {
      id: `${drawn}`,
      clock: clockOf(nowhere, "UTC"),
      people: members,
      channels: BY_EMAIL,
      histories: NOTHING,
      letters: NOTHING,
    };
    yield { unit, cards: own };
    drawn += holders;
  }
}

function drawCard(cardId: number, random: Random): TrueCard {
  const kind = KINDS[random.integer(KINDS.length)] ?? KINDS[0];
  if (!kind) throw new RangeError("no kinds of cards");
  const age = 5 + random.integer(400);
  const unused = (day: number) => Math.exp(-((day / kind.scale) ** kind.shape));
  // Of the cards still open at this age: those forgotten are still there, most of the others are not.
  const share = kind.forgotten / (kind.forgotten + (1 - kind.forgotten) * unused(age));
  const hazard = stepsOf(ENDS, (day) => unused(age + day) / unused(age));
  const losses = drawLosses(kind, random);
  const { days } = stakeOf(losses, SIMULATED_ON);
  const openAt = (day: number) => share + (1 - share) * Math.exp(-cumulativeHazard(hazard, day));
  return {
    card: {
      cardId,
      balance: BigInt(Math.round(kind.balance * Math.exp(0.8 * random.normal()))) + 1n,
      hazard: stepsOf(KNOWN_ENDS, openAt),
      untouched: openAt(days),
      losses,
    },
    forgotten: random.uniform() < share,
    hazard,
    threshold: -Math.log(1 - random.uniform()),
    days,
  };
}

function drawLosses(kind: Kind, random: Random): readonly Loss[] {
  const oneOf = (all: typeof EXPIRIES) => all[random.integer(all.length)] ?? NOTHING;
  if (kind.expires) return oneOf(EXPIRIES);
  return random.uniform() < 0.4 ? oneOf(ESCHEATS) : NOTHING;
}

/** The hazard, by steps, of a chance to be open that falls with the day. */
function stepsOf(ends: readonly number[], open: (day: number) => number): HazardSteps {
  return {
    ends,
    perDay: ends.map((end, i) => {
      const start = ends[i - 1] ?? 0;
      return Math.max(0, Math.log(open(start) / open(end))) / (end - start);
    }),
  };
}
