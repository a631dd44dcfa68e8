/** What comes of it: "idle" says that nothing has changed by it. */
export type Done = Promise<unknown>;

/** What is to happen when; of two things at one moment the one that was written down first. */
export type Agenda = {
  readonly now: number;
  at(moment: number, does: () => Done): void;
  /** Lets the clock go on to the next thing and does it; "over": there is none before `end`. */
  step(end: number): Promise<unknown>;
};

export function makeAgenda(start: number, turn: (now: number) => Promise<unknown>): Agenda {
  const waiting: { moment: number; order: number; does: () => Done }[] = [];
  let order = 0;
  let now = start;
  return {
    get now() {
      return now;
    },
    at(moment, does) {
      waiting.push({ moment: Math.max(now, Math.ceil(moment)), order: order++, does });
    },
    async step(end) {
      waiting.sort((a, b) => a.moment - b.moment || a.order - b.order);
      const [next] = waiting;
      if (!next || next.moment > end) return "over";
      waiting.shift();
      if (next.moment > now) {
        now = next.moment;
        await turn(now);
      }
      return next.does();
    },
  };
}
