import { issuerTypes } from "@/lib/cards/constants";
import type { CivilDate } from "@/lib/dates";
import { choiceTable, plain } from "@/lib/ingest/row/choices";
import { countryCode } from "@/lib/ingest/row/places";
import type { CardKind, OwnerActivity } from "../card-facts";
import type { FileCard } from "../determine-file";
import { MILITARY } from "../jurisdiction";
import { isZip, placeOfZip } from "../zip-state";
import type { CellReader } from "./cells";

export function readCard(cells: CellReader, asOf: CivilDate): FileCard {
  const id = cells.text("card");
  if (id === "") cells.refuse("card", "the card has no number");
  const soldOn = cells.date("sold_on");
  if (cells.text("sold_on") === "") cells.refuse("sold_on", "sold_on is empty");
  if (soldOn !== null && soldOn > asOf) cells.refuse("sold_on", `the card was sold after ${asOf}, the as-of date`);
  const owner = readOwner(cells);
  const incorporation = cells.state("incorporation_state");
  if (cells.text("incorporation_state") === "" && !owner.isInState) {
    cells.refuse("incorporation_state", "incorporation_state is empty, and decides where no address of the owner does");
  }
  const kind = readKind(cells);
  const expiresOn = readExpiry(cells, kind, soldOn);
  return {
    line: cells.line,
    incorporation,
    smallIssuer: cells.yesNo("small_issuer"),
    facts: {
      id,
      soldOn: soldOn ?? asOf,
      ...readActivity(cells, soldOn, asOf),
      ...kind,
      ...readAmounts(cells, kind.currency),
      expiresOn,
      ownerJurisdiction: owner.jurisdiction,
      ownerZip: owner.zip,
      // A file tells the state of an address, not the address: where there is one, somebody can be written to.
      hasMailingAddress: owner.jurisdiction !== null || owner.zip !== null,
      soldIn: cells.state("sold_state"),
    },
  };
}

type Owner = { readonly jurisdiction: string | null; readonly zip: string | null; readonly isInState: boolean };

const MILITARY_STATES = ["AA", "AE", "AP"];

function readOwner(cells: CellReader): Owner {
  const country = cells.text("owner_country");
  const countryFound = country === "" ? "US" : countryCode(country);
  if (countryFound === undefined) cells.refuse("owner_country", `owner_country is "${country}": that is no country`);
  else if (countryFound !== "US") return { jurisdiction: countryFound, zip: null, isInState: false };
  const zip = readZip(cells);
  if (MILITARY_STATES.includes(cells.text("owner_state").toUpperCase()))
    return { jurisdiction: MILITARY, zip, isInState: false };
  const state = cells.state("owner_state");
  // A state that cannot be read is a problem already; the state of incorporation is not missing besides.
  if (cells.text("owner_state") !== "") return { jurisdiction: state, zip, isInState: true };
  return { jurisdiction: null, zip, isInState: (cells.text("owner_zip") !== "" && zip === null) || isStateZip(zip) };
}

const isStateZip = (zip: string | null): boolean => zip !== null && (placeOfZip(zip) ?? "").startsWith("US-");

function readZip(cells: CellReader): string | null {
  const zip = cells.text("owner_zip");
  if (zip === "") return null;
  if (!isZip(zip)) {
    const lost = /^\d{3,4}$/.test(zip) ? "; a spreadsheet may have lost a zero at its beginning" : "";
    return cells.refuse("owner_zip", `owner_zip is "${zip}": a ZIP code has five digits, or nine${lost}`);
  }
  return placeOfZip(zip) === null ? cells.refuse("owner_zip", `owner_zip is "${zip}": no place has that code`) : zip;
}

/** Unless a kind has a column of its own, the last activity is of a kind not told. */
function readActivity(cells: CellReader, soldOn: CivilDate | null, asOf: CivilDate): OwnerActivity {
  const day = (column: "last_load_on" | "last_use_on" | "last_enquiry_on" | "last_contact_on" | "last_activity_on") => {
    const date = cells.date(column);
    if (date !== null && soldOn !== null && date < soldOn)
      return cells.refuse(column, `${column} ${date} is before the sale on ${soldOn}`);
    return date !== null && date > asOf
      ? cells.refuse(
          column,
          `${column} ${date} is after ${asOf}, the as-of date: what was last before then is not told`,
        )
      : date;
  };
  const told = {
    lastLoadOn: day("last_load_on"),
    lastUseOn: day("last_use_on"),
    lastEnquiryOn: day("last_enquiry_on"),
    lastContactOn: day("last_contact_on"),
  };
  const last = day("last_activity_on");
  return { ...told, lastActivityOn: last !== null && Object.values(told).includes(last) ? null : last };
}

const kinds = choiceTable("issuerType", issuerTypes);

function readKind(cells: CellReader): CardKind {
  const issuerText = cells.text("issuer_type");
  const issuerType = issuerTypes.find((type) => type === kinds.get(plain(issuerText))) ?? null;
  if (issuerText !== "" && issuerType === null)
    cells.refuse("issuer_type", `issuer_type is "${issuerText}": write one of ${issuerTypes.join(", ")}`);
  const cashRedeemable = cells.yesNo("cash_redeemable");
  const merchandiseOnly = cells.yesNo("merchandise_only");
  if (cashRedeemable === true && merchandiseOnly === true)
    cells.refuse("merchandise_only", "a card that gives money back (cash_redeemable) is not good for merchandise only");
  return {
    openLoop: cells.yesNo("open_loop"),
    issuerType,
    currency: cells.currency("currency"),
    hasExpiry: cells.yesNo("has_expiry"),
    hasFees: cells.yesNo("has_fees"),
    cashRedeemable,
    merchandiseOnly,
    promotional: cells.yesNo("promotional"),
    paper: cells.yesNo("paper"),
    soldToCharity: cells.yesNo("sold_to_charity"),
    eventAdmission: cells.yesNo("event_admission"),
    prepaidCalling: cells.yesNo("prepaid_calling"),
  };
}

function readExpiry(cells: CellReader, { hasExpiry }: CardKind, soldOn: CivilDate | null): CivilDate | null {
  const expiresOn = cells.date("expires_on");
  if (expiresOn === null) return null;
  if (hasExpiry === false)
    return cells.refuse("expires_on", `has_expiry is false, and the card expires on ${expiresOn}`);
  return soldOn !== null && expiresOn < soldOn
    ? cells.refuse("expires_on", `the card expires on ${expiresOn}, before its sale on ${soldOn}`)
    : expiresOn;
}

/** More can be left on a card than its face value only where value was loaded later. */
function readAmounts(cells: CellReader, currency: string): { readonly face: bigint | null; readonly balance: bigint } {
  const face = cells.amount("face", currency);
  const balance = cells.amount("balance", currency);
  if (cells.text("balance") === "") cells.refuse("balance", "the balance is empty");
  if (face !== null && balance !== null && balance > face && cells.text("last_load_on") === "") {
    const both = `the balance ${cells.text("balance")} is above the face value ${cells.text("face")}`;
    cells.refuse("balance", `${both}, and no load is told in last_load_on`);
  }
  return { face, balance: balance ?? 0n };
}
