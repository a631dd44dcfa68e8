import { z } from "zod";

const measuredSchema = z.object({ measuredOn: z.iso.date(), batches: z.array(z.int()) });

/** What a run that measures has come to, as its row keeps it; null of any other. */
export function measuredOf(result: unknown): z.output<typeof measuredSchema> | null {
  const parsed = measuredSchema.safeParse(result);
  return parsed.success ? parsed.data : null;
}
