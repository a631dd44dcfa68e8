import { z } from "zod";

const figure = z.object({
  value: z.number(),
  origin: z.enum(["prior", "set", "measured", "unknown"]),
  source: z.string(),
});
export type SealedFigure = z.output<typeof figure>;

const stored = z.object({
  figures: z.record(z.string(), z.unknown()).default({}),
  scores: z.object({ scoredOn: z.string() }).optional(),
  otherLanguages: z.record(z.string(), z.number()).default({}),
});

const read = (parameters: unknown) => stored.safeParse(parameters).data;

/** What was believed when a batch was proposed, by name. */
export function sealedFigures(parameters: unknown): ReadonlyMap<string, SealedFigure> {
  const entries = Object.entries(read(parameters)?.figures ?? {}).flatMap(([name, value]) => {
    const parsed = figure.safeParse(value);
    return parsed.success ? [[name, parsed.data] as const] : [];
  });
  return new Map(entries);
}

/** Whether anybody has said what a message costs in the currency of a batch; else its cost of 0 is none. */
export const isCostKnown = (parameters: unknown): boolean =>
  sealedFigures(parameters).get("message-cost")?.origin !== "unknown";

export type SealedNotes = {
  readonly scoredOn: string | null;
  /** People who get another language than theirs, because nobody has written in it. */
  readonly otherLanguages: readonly { readonly language: string; readonly people: number }[];
};

export function sealedNotes(parameters: unknown): SealedNotes {
  const known = read(parameters);
  return {
    scoredOn: known?.scores?.scoredOn ?? null,
    otherLanguages: Object.entries(known?.otherLanguages ?? {}).map(([language, people]) => ({ language, people })),
  };
}
