import { type Address, hrefWith } from "@/lib/address";
import type { CivilDate } from "@/lib/dates";

export const backTestPath = "/issuer/forecast/back-test";
/** Where one figure is taken apart, below the tables it is from. */
const PLACE = "#parts";

/** The card types of a past month's end. */
export const cutPartsHref = (address: Address, cut: CivilDate): string =>
  `${hrefWith(backTestPath, address, { cut, type: null })}${PLACE}`;

/** The past month ends of a card type. */
export const typePartsHref = (address: Address, type: string): string =>
  `${hrefWith(backTestPath, address, { type, cut: null })}${PLACE}`;
