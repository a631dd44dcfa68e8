import { type Address, hrefWith } from "@/lib/address";
import type { CoverageOf } from "@/lib/breakage/forecast-view/calibration-view";
import type { CivilDate } from "@/lib/dates";

export const backTestPath = "/issuer/forecast/back-test";
/** Where one figure is taken apart, below the tables it is from. */
const PLACE = "#parts";

type Asked = { cut?: CivilDate; ages?: CoverageOf; months?: string; type?: string };
const none = { cut: null, ages: null, months: null, type: null };

const partsHref = (address: Address, asked: Asked): string =>
  `${hrefWith(backTestPath, address, { ...none, ...asked })}${PLACE}`;

/** The card types of a past month's end; of an age group the months of sale. */
export const cutPartsHref = (address: Address, cut: CivilDate, ages?: CoverageOf): string =>
  partsHref(address, ages === undefined ? { cut } : { cut, ages });

/** The past month ends of a card type. */
export const typePartsHref = (address: Address, type: string): string => partsHref(address, { type });

/** The past month ends of an age group or of sums. */
export const agePartsHref = (address: Address, ages: CoverageOf): string => partsHref(address, { ages });

/** The past month ends of what was redeemed within so many months. */
export const monthsPartsHref = (address: Address, months: number): string =>
  partsHref(address, { months: String(months) });
