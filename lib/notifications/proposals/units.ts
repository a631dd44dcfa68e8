import type { PlanUnit } from "../optimiser/unit";
import type { Standing } from "../queries/standing";
import { mailboxKey } from "./mailbox-key";
import type { PersonFacts } from "./people";
import type { Way } from "./ways";

/** A mailbox with the people who get one message there together, in one currency. */
export type Household = {
  readonly unit: PlanUnit;
  readonly people: readonly PersonFacts[];
  /** The ways of the unit: one per channel. */
  readonly ways: readonly Way[];
  readonly currency: string;
};

export type Grouped = {
  readonly households: readonly Household[];
  /** Who is left out before anything is planned, with the rule. */
  readonly leftOut: readonly PersonFacts[];
};

/**
 * Brings people together who share a mailbox. A person belongs to the mailbox of the first way that is open to him; only who
 * is alone there keeps his other ways. A mailbox gets messages in one currency at a time, the issuer's own first: its other
 * people wait, as does everybody at a mailbox at which somebody is planned elsewhere already.
 */
export function householdsOf(people: readonly PersonFacts[], standing: Standing, mainCurrency: string): Grouped {
  const leftOut: PersonFacts[] = [];
  const byMailbox = new Map<string, PersonFacts[]>();
  const taken = new Set<string>();
  for (const person of people) {
    const way = openWay(person);
    if (person.rule !== null || !way) {
      leftOut.push(person);
      if (person.rule === "planned-elsewhere") for (const one of person.ways) taken.add(keyOf(one));
      continue;
    }
    const key = keyOf(way);
    const found = byMailbox.get(key);
    if (found) found.push(person);
    else byMailbox.set(key, [person]);
  }
  const households: Household[] = [];
  const elsewhere = (person: PersonFacts): PersonFacts => ({ ...person, rule: "planned-elsewhere" });
  for (const [key, all] of byMailbox) {
    const currency = chosenCurrency(all, mainCurrency);
    const own = all.filter((person) => person.currency === currency);
    for (const person of all) if (person.currency !== currency) leftOut.push(elsewhere(person));
    if (taken.has(key)) for (const person of own) leftOut.push(elsewhere(person));
    // Nobody can say when cards without a score are used: there is no moment that would be better than another.
    else if (own.every(({ cards }) => cards.length === 0))
      for (const person of own) leftOut.push({ ...person, rule: "no-gain" });
    else households.push(householdOf(key, own, all, standing, currency));
  }
  return { households, leftOut };
}

const keyOf = ({ channel, mailbox }: Way) => mailboxKey(channel, mailbox);
const openWay = ({ ways }: PersonFacts) => ways.find(({ blockedBy }) => blockedBy === null);

function chosenCurrency(people: readonly PersonFacts[], main: string): string {
  const currencies = people.map(({ currency }) => currency).sort();
  return currencies.includes(main) ? main : (currencies[0] ?? main);
}

function householdOf(
  id: string,
  people: readonly PersonFacts[],
  everybody: readonly PersonFacts[],
  standing: Standing,
  currency: string,
): Household {
  const [first] = people;
  if (!first) throw new RangeError(`nobody is at mailbox ${id}`);
  const together = new Set(everybody.map(({ customerId }) => customerId)).size > 1;
  const all = first.ways;
  const ways = together ? all.filter((way) => keyOf(way) === id) : all;
  const letters = everybody.flatMap(({ customerId }) => standing.letters.get(customerId) ?? []);
  return {
    unit: {
      id,
      clock: first.clock,
      people: people.map(({ customerId, cards }) => ({ customerId, cards })),
      channels: ways.map(({ channel, blockedBy }) => ({ channel, blockedBy })),
      histories: historiesOf(ways, everybody, standing),
      letters,
    },
    people,
    ways,
    currency,
  };
}

/** As the sender counts them: the mailbox for itself, and each of its people. */
function historiesOf(ways: readonly Way[], people: readonly PersonFacts[], standing: Standing): (readonly number[])[] {
  const ids = new Set(people.map(({ customerId }) => customerId));
  return [
    ...ways.flatMap((way) => listOf(standing.sentToMailbox.get(keyOf(way)))),
    ...[...ids].flatMap((customerId) => listOf(standing.sentToCustomer.get(customerId))),
  ];
}

const listOf = <T>(one: T | undefined): T[] => (one === undefined ? [] : [one]);
