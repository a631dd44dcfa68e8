/** Who stands in a report: companies, persons and where they can be reached. Postal data only, no account numbers. */
export type UsAddress = {
  readonly kind: "us";
  readonly line1: string;
  readonly line2: string | null;
  readonly line3: string | null;
  readonly city: string;
  /** Two letters, as the Postal Service writes it. */
  readonly state: string;
  /** 25301 or 25301-1234. */
  readonly zip: string;
};

export type ForeignAddress = {
  readonly kind: "foreign";
  readonly line1: string;
  readonly line2: string | null;
  readonly line3: string | null;
  readonly city: string;
  readonly province: string | null;
  readonly postalCode: string | null;
  /** ISO 3166-1 alpha-3: DEU. */
  readonly country: string;
};

export type PostalAddress = UsAddress | ForeignAddress;

export type PersonName = {
  readonly kind: "person";
  readonly prefix: string | null;
  /** Null for a person known by one name alone. */
  readonly first: string | null;
  readonly middle: string | null;
  readonly last: string;
  readonly suffix: string | null;
};

export type CompanyName = { readonly kind: "company"; readonly name: string };

export type PartyName = PersonName | CompanyName;

/** A number in the United States has ten digits; any other is given with its country code, digits only. */
export type Phone = { readonly kind: "us" | "foreign"; readonly number: string; readonly extension: string | null };

export const contactRoles = ["Report", "Claims", "CFO", "Software", "Owner"] as const;
export type ContactRole = (typeof contactRoles)[number];

export type Contact = {
  readonly role: ContactRole;
  readonly name: PartyName;
  readonly address: PostalAddress | null;
  readonly phone: Phone | null;
  readonly email: string | null;
};

/** A company is of the country its address is in; a foreign one has a foreign tax number instead of a FEIN. */
export type Company = { readonly name: string; readonly taxId: string; readonly address: PostalAddress };

/** First, middle and last name with what stands before and after them; or the company's name. */
export function fullName(name: PartyName): string {
  if (name.kind === "company") return name.name;
  return [name.prefix, name.first, name.middle, name.last, name.suffix].filter((part) => part !== null).join(" ");
}
