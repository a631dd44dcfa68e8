import type { LastSigmaRule } from "../triangle/last-sigma";
import type { FallRule } from "../triangle/revision";

/** What the pasted cells hold: redeemed by the end of each age, within each age, or still open at each age. */
export const amountKinds = ["cumulative", "incremental", "open"] as const;
export type AmountKind = (typeof amountKinds)[number];

/** What the exposures are. Only of face values can it be said that what is not redeemed is still open. */
export const exposureKinds = ["face", "other"] as const;
export type ExposureKind = (typeof exposureKinds)[number];

/** Numbers as a person types them; empty is not given. */
export const numberFields = [
  "prior",
  "ultimateAge",
  "tail",
  "tailError",
  "tailSigma",
  "diagonals",
  "originPeriod",
] as const;
export type NumberField = (typeof numberFields)[number];

/** Everything that can be said on the screen "Your own triangle", as it stands in its fields. */
export type OwnForm = {
  readonly triangle: string;
  readonly kind: AmountKind;
  readonly exposures: string;
  readonly exposureKind: ExposureKind;
  readonly lastSigma: LastSigmaRule;
  readonly falls: FallRule;
} & Readonly<Record<NumberField, string>>;

export const emptyForm: OwnForm = {
  triangle: "",
  kind: "cumulative",
  exposures: "",
  exposureKind: "face",
  prior: "",
  ultimateAge: "",
  tail: "",
  tailError: "",
  tailSigma: "",
  diagonals: "",
  originPeriod: "",
  lastSigma: "mack",
  falls: "small",
};
