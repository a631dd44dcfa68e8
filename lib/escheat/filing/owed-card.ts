import type { CivilDate } from "@/lib/dates";
import type { CardFacts } from "../card-facts";
import type { PropertyKind } from "../constants";
import type { Determination } from "../determination";
import type { OwnerRecord } from "./owner";

/** What was mailed to the owner because of a card. */
export type LettersOfCard = {
  readonly first: CivilDate;
  readonly second: CivilDate | null;
  /** When the one was mailed that came back: the address is then no longer good. */
  readonly returnedMailOn: CivilDate | null;
};

/** A card over which one jurisdiction decides, with all that a report or a letter says of it. */
export type OwedCard = {
  readonly customerId: number;
  readonly cardId: number;
  readonly cardTypeId: number;
  /** Its number with the source. */
  readonly card: string;
  readonly typeCode: string;
  readonly typeName: string;
  readonly facts: CardFacts;
  readonly owner: OwnerRecord;
  readonly determination: Determination;
  readonly property: PropertyKind;
  /** The owner's activity from which dormancy runs. */
  readonly lastActivityOn: CivilDate;
  readonly letters: LettersOfCard | null;
  /** Number of the report in which it stands already. */
  readonly reportId: number | null;
};
