import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { hashToken, newToken } from "@/lib/identity/token";
import type { BenchDatabase } from "./workshop";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const NEXT = path.join(ROOT, "node_modules", "next", "dist", "bin", "next");
const START_MS = 60_000;

export const isBuilt = (): boolean => existsSync(path.join(ROOT, ".next", "BUILD_ID"));

/** As `isBuilt`, and says of a benchmark that is left out why it is. */
export function isBuiltFor(id: string, log: (message: string) => void): boolean {
  if (isBuilt()) return true;
  log(`${id} needs a production build: run npm start or npx next build first. Left out.`);
  return false;
}

/** The production server on one database, with somebody signed in. */
export class PageServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly origin: string,
    readonly token: string,
  ) {}

  static async start(database: BenchDatabase): Promise<PageServer> {
    const port = await freePort();
    const child = spawn(process.execPath, [NEXT, "start", "--port", String(port), "--hostname", "127.0.0.1"], {
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL: database.url, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: "ignore",
    });
    const server = new PageServer(child, `http://127.0.0.1:${port}`, await signIn(database));
    try {
      await server.waitUntilReady();
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /** Milliseconds until the last byte of the page. @throws Error where the answer is not the page itself, or what else is asked for. */
  async get(address: string, status = 200): Promise<number> {
    const started = performance.now();
    await this.answer(address, status);
    return performance.now() - started;
  }

  /** The answer, as it comes. @throws Error where its status is another. */
  async answer(address: string, status: number): Promise<string> {
    const response = await fetch(this.origin + address, {
      headers: { cookie: `breakwater.session=${this.token}` },
      redirect: "manual",
    });
    const body = await response.text();
    if (response.status !== status) throw new Error(`${address} answered ${response.status}`);
    return body;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const gone = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGTERM");
    await gone;
  }

  private async waitUntilReady(): Promise<void> {
    const started = performance.now();
    for (;;) {
      const answer = await fetch(`${this.origin}/api/health`).catch(() => null);
      if (answer?.ok) return;
      if (performance.now() - started > START_MS) throw new Error("The production server does not answer");
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** A session as if the demo's admin had signed in, written by the database's owner. */
async function signIn(database: BenchDatabase): Promise<string> {
  const owner = postgres(database.url, { max: 1 });
  const token = newToken();
  try {
    const made = await owner`
      insert into app.session (token_hash, person_id, expires_at)
      select ${hashToken(token)}, id, now() + interval '1 hour' from app.person where email = 'admin@demo.test' returning 1`;
    if (made.length !== 1) throw new Error("The demo's admin is not in this database");
    return token;
  } finally {
    await owner.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
