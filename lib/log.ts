import { format, stripVTControlCharacters } from "node:util";
import { pino } from "pino";
import { redact, redactDeep } from "./redact";

/**
 * One JSON line per event on stderr, in UTC. Whatever is logged passes through `redact`, so a careless caller cannot
 * put an address, a key or a card number there; line breaks are removed, so nobody can forge a second line.
 */
export const log = pino(
  {
    level: process.env.LOG_LEVEL ?? "info",
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (level) => ({ level }),
      log: (fields) => redactDeep(fields) as Record<string, unknown>,
    },
    serializers: { err: (error) => redactDeep(error) },
    hooks: {
      logMethod(args, method) {
        const [first, second, ...rest] = args;
        // Left to itself, pino would repeat the error's own message beside the cleaned one.
        if ((first as unknown) instanceof Error) {
          const error = first as unknown as Error;
          return method.apply(this, [{ err: error }, redact(typeof second === "string" ? second : error.name)]);
        }
        if (typeof first === "string") return method.apply(this, [redact(first)]);
        method.apply(this, typeof second === "string" ? [first, redact(second), ...rest] : args);
      },
    },
  },
  pino.destination({ fd: 2, sync: true }),
);

/**
 * What a framework or a library prints becomes a line like ours, cleaned like ours: Next prints the error of a page whole,
 * with the statement that failed and the values it was asked with.
 */
export function takeOverConsole(): void {
  for (const level of ["debug", "info", "warn", "error"] as const) {
    console[level] = (...printed: unknown[]) => {
      const error = printed.find((one) => one instanceof Error);
      const words = stripVTControlCharacters(format(...printed.filter((one) => one !== error))).trim();
      log[level](error === undefined ? {} : { err: error }, words);
    };
  }
  console.log = console.info;
}
