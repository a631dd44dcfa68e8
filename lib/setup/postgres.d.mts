export type EmbeddedServer = {
  url: string;
  port: number;
  pid: number;
  pgdata: string;
  /** False when a running server was joined. */
  startedHere: boolean;
  exited: Promise<void>;
  stop: () => Promise<void>;
};
export function startPostgres(options?: { dataDir?: string; throwAway?: boolean }): Promise<EmbeddedServer>;
export function findPostgres(options?: { dataDir?: string }): { url: string; pid: number } | null;
