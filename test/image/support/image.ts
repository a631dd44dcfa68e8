/**
 * The parts of the container image as compose starts them, from the folder that `npm test -- image` has put together:
 * far from the repository, and forbidden to look into it.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { until } from "../../support/until";

const ROOT = path.resolve(import.meta.dirname, "../../..");
/** Seconds that a part may take to start on a machine that is busy with other tests. */
const PATIENCE = 60;

export type Part = {
  readonly child: ChildProcess;
  /** What it has written so far. */
  readonly said: () => string;
  readonly kill: () => Promise<void>;
  /** Asked to stop as an orchestrator does. @returns how it ended. */
  readonly stop: () => Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

export type Image = Awaited<ReturnType<typeof openImage>>;

/** Everything that is started is ended by `close`. */
export async function openImage() {
  const folder = process.env.IMAGE_FOLDER;
  if (!folder) throw new Error("IMAGE_FOLDER is not set: run npm test -- image");
  const home = mkdtempSync(path.join(tmpdir(), "breakwater-image-home-"));
  const guard = path.join(home, "only-here.mjs");
  copyFileSync(path.join(import.meta.dirname, "only-here.mjs"), guard);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const children: ChildProcess[] = [];
  /** To be called after all tests of the file: a hook that was set here, while another runs, would never be. */
  async function close(): Promise<void> {
    const living = children.filter((child) => child.exitCode === null && child.signalCode === null);
    const ended = living.map((child) => once(child, "exit"));
    for (const child of living) child.kill("SIGKILL");
    await Promise.all(ended);
    rmSync(home, { recursive: true, force: true });
  }

  // Nothing of this process's environment but what compose.yaml sets.
  const environment = (more: Record<string, string> = {}): NodeJS.ProcessEnv => ({
    PATH: process.env.PATH,
    NODE_PATH: "",
    NODE_ENV: "production",
    DATABASE_URL: process.env.DATABASE_URL ?? "",
    AUTH_SECRET: "only-for-tests-0123456789-0123456789",
    APP_URL: origin,
    HOSTNAME: "127.0.0.1",
    PORT: String(port),
    DATA_DIR: home,
    ONLY_HERE_NOT: ROOT,
    ...more,
  });

  async function run(words: readonly string[], more: Record<string, string> = {}): Promise<string> {
    const options = { cwd: folder, env: environment(more), maxBuffer: 64 * 1024 * 1024 };
    return (await promisify(execFile)(process.execPath, ["--import", guard, ...words], options)).stdout;
  }

  function start(file: string): Part {
    const child = spawn(process.execPath, ["--import", guard, file], {
      cwd: folder,
      env: environment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.push(child);
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += chunk));
    const end = async (signal: NodeJS.Signals) => {
      const ended = once(child, "exit");
      child.kill(signal);
      const [code, by] = await ended;
      return { code, signal: by };
    };
    return {
      child,
      said: () => text,
      kill: async () => void (await end("SIGKILL")),
      stop: () => end("SIGTERM"),
    };
  }

  return {
    close,
    folder,
    home,
    origin,
    startWeb: async (): Promise<Part> => {
      const part = start("server.js");
      const answers = async () => {
        if (part.child.exitCode !== null) throw new Error(`The web server has ended: ${part.said()}`);
        return (await fetch(`${origin}/api/health`).catch(() => null))?.ok;
      };
      await until("the web server answers", answers, PATIENCE);
      return part;
    },
    startWorker: async (): Promise<Part> => {
      const part = start("bin/worker.mjs");
      const isReady = async () => {
        if (part.child.exitCode !== null) throw new Error(`The worker has ended: ${part.said()}`);
        return part.said().includes("worker ready");
      };
      await until("the worker is ready", isReady, PATIENCE);
      return part;
    },
    /** The command line of the image. @throws with what it said when it fails. */
    command: async (words: readonly string[], more: Record<string, string> = {}): Promise<unknown> =>
      JSON.parse(await run(["bin/cli.mjs", ...words, "--json"], more)),
    run,
  };
}

async function freePort(): Promise<number> {
  const probe = net.createServer();
  probe.listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("There is no free port");
  return address.port;
}
