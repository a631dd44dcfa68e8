import { utimesSync, writeFileSync } from "node:fs";
import { HEARTBEAT_MS } from "../constants";

/**
 * Touches a file every few seconds, for whoever watches this process from beside it and restarts it when the file grows old:
 * nothing of it runs any more then. A database that is away is no reason, a worker waits for it.
 * @throws Error where the file cannot be written.
 */
export function keepAliveFile(file: string): void {
  writeFileSync(file, "");
  setInterval(() => {
    const now = new Date();
    utimesSync(file, now, now);
  }, HEARTBEAT_MS).unref();
}
