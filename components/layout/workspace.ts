import type { Locale } from "@/lib/format";
import type { Openings } from "@/lib/views/opening";

/** What the shell must know of the session and of the data; made by the layout, handed down as plain values. */
export type Workspace = {
  issuer: { code: string; name: string };
  /** All issuers the person is a member of, the current one included. */
  issuers: readonly { code: string; name: string }[];
  person: { name: string; email: string; role: string; locale: Locale };
  permissions: readonly string[];
  /** The as-of date used when the address names none: the last day with data, never later than today. */
  defaultAsOf: string;
  /** Last day with data; null before the first import. */
  dataUntil: string | null;
  today: string;
  /** With which view each screen opens for this person. */
  openings: Openings;
};
