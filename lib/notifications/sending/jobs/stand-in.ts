import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { log } from "@/lib/log";
import { receiveMail } from "../mutations/receive";
import { readMail } from "../received-mail";

export type StandIn = { readonly url: string; stop(): Promise<void> };

/** Larger than any reminder, smaller than what would hurt. */
const MOST_BYTES = 5 * 1024 * 1024;

/**
 * A real mail server for wherever none is configured. It listens on this machine only, at a port that the system chooses,
 * delivers to nobody, and keeps what it got for a screen to show.
 */
export async function startStandIn(clock: () => Date = () => new Date()): Promise<StandIn> {
  const server = new SMTPServer({
    name: "stand-in.localhost",
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    size: MOST_BYTES,
    closeTimeout: 1_000,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("error", done);
      stream.on("end", () => {
        const to = session.envelope.rcptTo[0]?.address ?? "";
        receiveMail(to, readMail(Buffer.concat(chunks)), clock()).then(
          (isKept) => done(null, isKept ? "Kept" : "Taken, and kept for nobody"),
          (error) => {
            log.error({ err: error }, "a mail could not be kept");
            done(Object.assign(new Error("Try again later"), { responseCode: 451 }));
          },
        );
      });
    },
  });
  server.on("error", (error) => log.warn({ err: error }, "the stand-in mail server had trouble with a line"));
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
