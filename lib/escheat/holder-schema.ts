import { z } from "zod";
import { civilDate } from "@/lib/breakage/schema";
import { usStates } from "@/lib/ingest/row/places";
import { isJurisdiction, jurisdictionName } from "./jurisdiction-name";
import { isZip, placeOfZip } from "./zip-state";

/** An empty field is one that nobody has entered. */
const orNull = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === "string" && value.trim() === "" ? null : value), schema.nullable());
const text = (most: number) => orNull(z.string().trim().max(most, `has at most ${most} characters`));

/** Digits with whatever people write between them. */
const digits = (count: number, what: string) =>
  orNull(
    z
      .string()
      .transform((value) => value.replace(/[\s().\-–]/g, ""))
      .refine((value) => new RegExp(`^\\d{${count}}$`).test(value), `${what} has ${count} digits.`),
  );

/** In the United States a number of ten digits; +1 before it is left out. */
const phone = orNull(
  z
    .string()
    .transform((value) => value.replace(/^\s*\+?1(?=\D*\d{3}\D*\d{3}\D*\d{4}\s*$)/, "").replace(/\D/g, ""))
    .refine((value) => /^[2-9]\d{9}$/.test(value), "A telephone number in the United States has ten digits."),
);

/** MS12 is how NAUPA II names gift certificates; the code of NAUPA III does not follow from it. */
const propertyCode = orNull(
  z
    .string()
    .trim()
    .toUpperCase()
    .refine(
      (code) => !/^[A-Z]{2}\d{2}$/.test(code),
      "That is a code of NAUPA II. The one of NAUPA III has three digits and is not the same with a zero put in.",
    )
    .refine(
      (code) => /^[A-Z]{2}[A-Z\d]{3}$/.test(code),
      "A NAUPA III code is two letters and three digits, such as AC001.",
    ),
);

const state = orNull(
  z
    .string()
    .trim()
    .toUpperCase()
    .refine((code) => Object.hasOwn(usStates, code), "is no state or territory of the United States"),
);

export const holderInput = z
  .strictObject({
    legalName: text(200),
    incorporation: orNull(z.string().refine(isJurisdiction, "is no state and no country")),
    incorporatedOn: orNull(civilDate),
    fein: digits(9, "An employer identification number"),
    naics: digits(6, "A NAICS code").refine(
      (code) => code === null || (code.startsWith("0") ? false : code !== "000000"),
      "No NAICS code begins with 0.",
    ),
    addressLine: text(200),
    city: text(100),
    state,
    zip: orNull(
      z
        .string()
        .trim()
        .refine(isZip, "A ZIP code has five digits, or nine with a hyphen.")
        .refine((zip) => placeOfZip(zip) !== null, "No place has this ZIP code."),
    ),
    contactName: text(200),
    contactEmail: orNull(z.email("This is no e-mail address.").max(200)),
    contactPhone: phone,
    smallIssuer: z.boolean().nullable(),
    takesSecondPriority: z.boolean(),
    texasDeemsAddress: z.boolean(),
    propertyCode,
    /** When the holder one has seen was last changed; null: never. A change in between is not written over. */
    seen: z.iso.datetime().nullable(),
  })
  .superRefine((holder, context) => {
    const place = holder.zip === null ? null : placeOfZip(holder.zip);
    if (place !== null && holder.state !== null && place !== `US-${holder.state}`) {
      const message = `This ZIP code lies in ${jurisdictionName(place) ?? place}, not in ${usStates[holder.state]}.`;
      context.addIssue({ code: "custom", path: ["zip"], message });
    }
  });
export type HolderInput = z.output<typeof holderInput>;
