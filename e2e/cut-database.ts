import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import { pathToFileURL } from "node:url";
import { NEXT } from "@/lib/setup/build.mjs";

/** A web server of a test's own, whose way to the database can be cut and mended without anybody else noticing. */
export type OwnServer = {
  readonly url: string;
  /** Every connection is broken, and no new one is taken. */
  cut: () => void;
  mend: () => void;
  /** Each answer of the database arrives that much later. */
  delay: (milliseconds: number) => void;
  stop: () => Promise<void>;
};

export async function startOwnServer(logFile: string): Promise<OwnServer> {
  const database = new URL(process.env.DATABASE_URL ?? "");
  const way = await openWay({ host: database.hostname, port: Number(database.port) });
  const through = new URL(database);
  through.host = `127.0.0.1:${way.port}`;
  const port = await freePort();
  const log = fs.openSync(logFile, "a");
  // The leash ends it with this process, however that ends.
  const words = ["--import", pathToFileURL("lib/setup/leash.mjs").href, NEXT, "start", "--port", String(port)];
  const child = spawn(process.execPath, [...words, "--hostname", "127.0.0.1"], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: through.href,
      PORT: String(port),
      BREAKWATER_LEASH: "1",
    },
    stdio: ["ignore", log, log, "pipe"],
  });
  fs.closeSync(log);
  const url = `http://localhost:${port}`;
  while (!(await fetch(`${url}/api/health`).catch(() => null))?.ok) {
    if (child.exitCode !== null) throw new Error(`The server has ended (see ${logFile})`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    ...way,
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      if (child.exitCode === null && child.kill()) await ended;
      way.close();
    },
  };
}

/** Hands on what comes and goes between a client and the database. */
async function openWay(to: { host: string; port: number }) {
  const open = new Set<net.Socket>();
  let isCut = false;
  let lag = 0;
  const server = net.createServer((client) => {
    if (isCut) return void client.destroy();
    const database = net.connect(to);
    for (const [from, into] of [
      [client, database],
      [database, client],
    ] as const) {
      open.add(from);
      from.setNoDelay(true);
      from.on("data", (chunk) => {
        const hand = () => void into.write(chunk);
        // Timers of one length end in the order of their beginning, so nothing overtakes.
        if (from === database && lag > 0) setTimeout(hand, lag);
        else hand();
      });
      from.on("error", () => into.destroy());
      from.on("close", () => {
        open.delete(from);
        into.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: portOf(server),
    cut: () => {
      isCut = true;
      for (const socket of open) socket.destroy();
    },
    mend: () => {
      isCut = false;
    },
    delay: (milliseconds: number) => {
      lag = milliseconds;
    },
    close: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

async function freePort(): Promise<number> {
  const probe = net.createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const port = portOf(probe);
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function portOf(server: net.Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server listens nowhere");
  return address.port;
}
