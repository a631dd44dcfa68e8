import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import nodemailer from "nodemailer";
import type { Scope } from "@/lib/identity/scope";
import { forgetfulMark } from "@/lib/notifications/sending/jobs/machine-mark";
import { startSender } from "@/lib/notifications/sending/jobs/sender";
import type { Provider } from "@/lib/notifications/sending/provider";
import { makeSmtp } from "@/lib/notifications/sending/smtp";
import { smtpServerOf } from "@/lib/notifications/sending/smtp-address";
import { type Bench, finding, requireEqual } from "./bench";
import { prepareIssuer, releasedBatch } from "./n2-batch";
import { measurePairs, ratioOf } from "./pairs";

const MESSAGES = 2_000;
const CARDS = 1_000;
const PAIRS = 3;
/** As many as our sender has on the way at once. */
const LINES = 48;
/** Faster than any machine: the bucket is asked and never empty. */
const UNLIMITED = 10_000;
const RATE = 100;
const RATE_SECONDS = 5;

type MailServer = { readonly url: string; taken(): Promise<number[]>; stop(): void };

async function startMailServer(): Promise<MailServer> {
  const child = fork(fileURLToPath(new URL("n2-mail-server.ts", import.meta.url)), { execArgv: ["--import", "tsx"] });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  return {
    url: `smtp://127.0.0.1:${port}`,
    async taken() {
      child.send("taken");
      const [{ taken }] = (await once(child, "message")) as [{ taken: number[] }];
      return taken;
    },
    stop: () => child.disconnect(),
  };
}

/** The library by itself: as many lines, a message like ours, and nothing asked of anybody. @returns seconds. */
async function bare(url: string, addresses: readonly string[]): Promise<number> {
  const { host, port } = smtpServerOf(url);
  const transport = nodemailer.createTransport({
    pool: true,
    host,
    port,
    maxConnections: LINES,
    maxMessages: Number.POSITIVE_INFINITY,
  });
  const text = "There is still money on your card: 50.00 USD.\n".repeat(20);
  const html = `<html><body>${"<p>There is still money on your card: 50.00 USD.</p>".repeat(80)}</body></html>`;
  const started = performance.now();
  await Promise.all(
    addresses.map((to) => transport.sendMail({ from: "cards@bench.example", to, subject: "Your card", text, html })),
  );
  const seconds = (performance.now() - started) / 1_000;
  transport.close();
  return seconds;
}

/** Ours, with everything that is asked before and written after. @returns seconds until the last was taken and written. */
async function checked(url: string, scope: Scope, ratePerSecond: number, begun: number[] = []): Promise<number> {
  const smtp = makeSmtp(smtpServerOf(url));
  const provider: Provider = {
    ...smtp,
    send(message) {
      begun.push(performance.now());
      return smtp.send(message);
    },
  };
  const started = performance.now();
  const sender = await startSender({
    providers: [{ provider, ratePerSecond }],
    links: { baseUrl: "https://bench.example", secret: "x".repeat(32) },
    mark: forgetfulMark(),
    issuerId: scope.issuerId,
  });
  await sender.written();
  const seconds = (performance.now() - started) / 1_000;
  await sender.stop();
  return seconds;
}

/** As they arrive, by whole seconds from the first one on: a restless machine delivers some late and the next ones beside them. */
function mostInASecond(taken: readonly number[]): number {
  const [first = 0] = taken;
  const counts = new Map<number, number>();
  for (const at of taken) {
    const second = Math.floor((at - first) / 1_000);
    counts.set(second, (counts.get(second) ?? 0) + 1);
  }
  return Math.max(...counts.values());
}

export const sendingBench: Bench = {
  id: "N2",
  summary: "messages with all checks ÷ the mail library alone, to the same server; and never above the rate",
  async run({ shop, scale, log }) {
    const database = await shop.seeded(CARDS);
    const scope = await shop.scope(database, "DEMO");
    const count = Math.max(100, Math.round(MESSAGES * scale));
    const server = await startMailServer();
    try {
      return await shop.use(database, async () => {
        const templateId = await prepareIssuer(scope, new Date());
        let round = 0;
        const batch = (wanted: number) =>
          releasedBatch(scope, { ownerUrl: database.url, templateId, count: wanted, round: ++round, now: new Date() });
        let addresses: readonly string[] = [];
        const result = await measurePairs(
          async () => {
            ({ addresses } = await batch(count));
            const seconds = await checked(server.url, scope, UNLIMITED);
            requireEqual("messages", (await server.taken()).length, count);
            return count / seconds;
          },
          async () => {
            const seconds = await bare(server.url, addresses);
            requireEqual("messages", (await server.taken()).length, count);
            log(`the library alone: ${Math.round(count / seconds)} messages a second`);
            return count / seconds;
          },
          { pairs: PAIRS },
        );
        await batch(RATE * RATE_SECONDS);
        const begun: number[] = [];
        await checked(server.url, scope, RATE, begun);
        const taken = await server.taken();
        const most = Math.max(...begun.map((from) => begun.filter((at) => at >= from && at < from + 1_000).length));
        const atServer = mostInASecond(taken);
        const span = ((taken.at(-1) ?? 0) - (taken[0] ?? 0)) / 1_000;
        log(`${taken.length} at ${RATE} a second: at most ${most} begun in any second, ${span.toFixed(1)} s in all`);
        return [
          finding("with all checks ÷ the library alone", "at least 0.4", result, (ratio) => ratio >= 0.4, {
            messages: count,
            perSecond: result.pairs.map(({ a, b }) => [Math.round(a), Math.round(b)]),
          }),
          finding(
            "most begun in any second ÷ the rate",
            "at most 1",
            ratioOf([{ a: most, b: RATE }]),
            (one) => one <= 1,
            {
              mostInOneSecondAtServer: atServer,
              seconds: span,
            },
          ),
        ];
      });
    } finally {
      server.stop();
    }
  },
};
