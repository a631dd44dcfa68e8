/** Runs whose end was seen on the page itself: a notice would say it a second time. */
const seen = new Set<number>();

export const endWasSeen = (runId: number) => seen.has(runId);
export const seeEnd = (runId: number) => seen.add(runId);
export const forgetEnd = (runId: number) => seen.delete(runId);
