import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { readContext } from "@/lib/breakage/queries/context";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import type { CardFacts, CardKind, IssuerFacts } from "../card-facts";
import type { Determination } from "../determination";
import { determine } from "../determine";
import { cardKey } from "../filing/letter-choice";
import type { OwedCard } from "../filing/owed-card";
import type { OwnerRecord } from "../filing/owner";
import { UnsettledCards } from "../filing/unsettled-cards";
import { factsOf, type OpenCard, placeKey } from "../open-card";
import { PortfolioLaw } from "../portfolio";
import { civilNumber, NO_DATE } from "../prepared/civil-number";
import type { Rulebook } from "../rulebook";
import { type EscheatType, kindsOf, listEscheatTypes } from "./card-types";
import { walkCards } from "./cards";
import { readLettersOfCards } from "./letters-of-cards";

export type LawAsked = { readonly rulebook: Rulebook; readonly issuer: IssuerFacts; readonly asOf: CivilDate };

export type WhichOwed = {
  readonly jurisdiction: string;
  /** The cut-off: what is presumed abandoned later is no matter of this report. */
  readonly until: CivilDate;
  /** A report whose own cards do not count as reported. */
  readonly exceptReport?: number | undefined;
};

export type OwedCards = {
  /** Taken, or to be taken by then, each with its reasons. */
  readonly cards: readonly OwedCard[];
  readonly unsettled: UnsettledCards;
};

/**
 * Every card over which one jurisdiction decides, up to a cut-off. All open cards are asked by the prepared law; those it
 * finds are determined once more, with every reason. Cards of which counsel has to say are counted by what is missing.
 */
export async function readOwedCards(tx: Tx, scope: Scope, law: LawAsked, which: WhichOwed): Promise<OwedCards> {
  const [context, types] = [await readContext(tx, scope, null), await listEscheatTypes(tx, scope)];
  const kinds = kindsOf(types);
  const portfolio = new PortfolioLaw({ ...law, kinds });
  const until = civilNumber(which.until);
  const unsettled = new UnsettledCards();
  const counsel = counselOf(law, kinds);
  const found: OpenCard[] = [];
  await walkCards(tx, context, { asOf: law.asOf }, (cards) => {
    for (const card of cards) {
      const verdict = portfolio.of(card)(card);
      if (verdict.jurisdiction !== which.jurisdiction || verdict.outcome === "exempt") continue;
      const presumedOn = verdict.presumedAbandonedOn;
      if (presumedOn !== NO_DATE && presumedOn > until) continue;
      if (verdict.outcome === "needs-counsel") {
        const currency = kinds.get(card.cardTypeId)?.currency ?? "";
        unsettled.add(counsel(card, `${verdict.ruleVersion} ${presumedOn === NO_DATE}`), { ...card, currency });
      } else found.push(card);
    }
  });
  return { unsettled, cards: await withReasons(tx, scope, law, found, types, which.exceptReport) };
}

/** What counsel is asked of a card turns on its type, where its owner lives, and the version: asked once for each. */
function counselOf(law: LawAsked, kinds: ReadonlyMap<number, CardKind>) {
  const known = new Map<string, readonly string[]>();
  return (card: OpenCard, version: string): readonly string[] => {
    const key = JSON.stringify([card.cardTypeId, placeKey(card), card.expiresOn === NO_DATE, version]);
    const fields = known.get(key) ?? determineOpen(card, law, kinds, "").determination.needsCounsel;
    known.set(key, fields);
    return fields;
  };
}

function determineOpen(card: OpenCard, law: LawAsked, kinds: ReadonlyMap<number, CardKind>, id: string) {
  const kind = kinds.get(card.cardTypeId);
  if (!kind) throw new RangeError(`no card type ${card.cardTypeId}`);
  const facts = factsOf(card, kind, id);
  return { facts, determination: determine(facts, law.issuer, law.rulebook, { asOf: law.asOf }) };
}

type Named = OwnerRecord & { readonly card: string; readonly reportId: number | null };

async function withReasons(
  tx: Tx,
  scope: Scope,
  law: LawAsked,
  found: readonly OpenCard[],
  types: readonly EscheatType[],
  exceptReport: number | undefined,
): Promise<OwedCard[]> {
  const [named, letters] = [await readNamed(tx, scope, found, exceptReport), await readLettersOfCards(tx, scope)];
  const byId = new Map(types.map((type) => [type.id, type]));
  const kinds = kindsOf(types);
  return found.flatMap((card): OwedCard[] => {
    const names = named.get(cardKey(card));
    const type = byId.get(card.cardTypeId);
    if (!names || !type) return [];
    const { card: id, reportId, ...owner } = names;
    const { facts, determination } = determineOpen(card, law, kinds, id);
    return [
      {
        customerId: card.customerId,
        cardId: card.cardId,
        cardTypeId: card.cardTypeId,
        card: id,
        typeCode: type.code,
        typeName: type.name,
        facts,
        owner,
        determination,
        property: facts.openLoop === true ? "open-loop" : "closed-loop",
        lastActivityOn: lastActivity(facts, determination),
        letters: letters.get(cardKey(card)) ?? null,
        reportId,
      },
    ];
  });
}

/** Where a card's expiry started the clock, and it lies after what the law presumes, the last certain day is the sale. */
function lastActivity(facts: CardFacts, { clockSetOffOn, presumedAbandonedOn }: Determination): CivilDate {
  if (clockSetOffOn === null || clockSetOffOn === facts.expiresOn) return facts.soldOn;
  return presumedAbandonedOn !== null && clockSetOffOn > presumedAbandonedOn ? facts.soldOn : clockSetOffOn;
}

type Row = {
  customer_id: string;
  card_id: string;
  card: string;
  report_id: number | null;
  customer: string | null;
  name: string | null;
  language: string | null;
  address_line: string | null;
  city: string | null;
  zip: string | null;
  jurisdiction: string | null;
};

const AT_ONCE = 2_000;

async function readNamed(
  tx: Tx,
  scope: Scope,
  cards: readonly OpenCard[],
  exceptReport = 0,
): Promise<Map<string, Named>> {
  const named = new Map<string, Named>();
  for (let at = 0; at < cards.length; at += AT_ONCE) {
    const asked = cards.slice(at, at + AT_ONCE).map(({ customerId, cardId }) => ({ c: customerId, k: cardId }));
    const rows = await tx.execute<Row>(sql`
      select k.customer_id, k.id as card_id, k.source_id as card, r.report_id, h.source_id as customer, h.name, h.language,
        h.address_line, h.city, h.zip, h.jurisdiction
      from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) a (c bigint, k bigint)
      join silver.card k on k.customer_id = a.c and k.id = a.k
      join silver.customer h on h.customer_id = k.customer_id
      left join lateral (
        select r.report_id from app.escheat_report_card r
        join app.escheat_report p on p.issuer_id = r.issuer_id and p.id = r.report_id and p.state <> 'withdrawn'
        where r.issuer_id = ${scope.issuerId} and r.customer_id = k.customer_id and r.card_id = k.id
          and r.report_id <> ${exceptReport}
        limit 1
      ) r on true
      where k.issuer_id = ${scope.issuerId}`);
    for (const row of rows) {
      const { customer_id, card_id, report_id, address_line, ...names } = row;
      const key = cardKey({ customerId: Number(customer_id), cardId: Number(card_id) });
      named.set(key, { ...names, addressLine: address_line, reportId: report_id });
    }
  }
  return named;
}
