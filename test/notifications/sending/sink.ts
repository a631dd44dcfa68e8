/** A real mail server for tests: it counts what it took and misbehaves when it is told to. */
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { type ReadMail, readMail } from "@/lib/notifications/sending/received-mail";

export type Taken = { readonly to: string; readonly at: number; readonly mail: ReadMail };
/** What it does with a recipient: a reply that refuses him, or one of its ways to break. */
export type Manner =
  | { readonly refuse: number; readonly words: string; readonly after?: "data" }
  | { readonly hangUp: "before-data" | "after-data" }
  | { readonly silent: true };

export type Sink = {
  readonly url: string;
  readonly port: number;
  readonly taken: readonly Taken[];
  /** How it treats a recipient from now on; null: as it should. */
  treat: (to: string, manner: Manner | null) => void;
  stop: () => Promise<void>;
};

const refusal = (code: number, words: string) => Object.assign(new Error(words), { responseCode: code });

export async function startSink(): Promise<Sink> {
  const taken: Taken[] = [];
  const manners = new Map<string, Manner>();
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 100,
    onRcptTo({ address }, session, done) {
      const manner = manners.get(address);
      if (manner && "hangUp" in manner && manner.hangUp === "before-data") return hangUp(session.id);
      if (manner && "silent" in manner) return;
      if (manner && "refuse" in manner && !manner.after) return done(refusal(manner.refuse, manner.words));
      done();
    },
    onData(stream, session, done) {
      const to = session.envelope.rcptTo[0]?.address ?? "";
      const manner = manners.get(to);
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (manner && "refuse" in manner) return done(refusal(manner.refuse, manner.words));
        if (manner && "hangUp" in manner) return hangUp(session.id);
        taken.push({ to, at: performance.now(), mail: readMail(Buffer.concat(chunks)) });
        done(null, "Taken");
      });
    },
  });
  const hangUp = (id: string) => {
    for (const connection of server.connections) if (connection.id === id) connection._socket.destroy();
  };
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    taken,
    treat: (to, manner) => (manner ? manners.set(to, manner) : manners.delete(to)),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
