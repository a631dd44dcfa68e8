import postgres from "postgres";
import { until } from "./until";

export type HeldTable = {
  /** Waits until so many others stand before their first row in it, for two minutes unless told. */
  awaited: (many: number, seconds?: number) => Promise<unknown>;
  /** How many do now. */
  waiting: () => Promise<number>;
  letGo: () => Promise<void>;
};

/** Nobody writes to this table until it is let go or the server is gone; who reads does not notice. */
export async function holdTable(ownerUrl: string, table: string): Promise<HeldTable> {
  const owner = postgres(ownerUrl, { max: 2, onnotice: () => {} });
  const holder = await owner.reserve();
  await holder`begin`;
  await holder`lock table ${holder(table)} in share mode`;
  const waiting = async () =>
    (await owner`select from pg_locks where not granted and relation = ${table}::regclass`).length;
  return {
    waiting,
    awaited: (many, seconds = 120) =>
      until(`${many} stand before ${table}`, async () => (await waiting()) >= many, seconds),
    letGo: () => owner.end({ timeout: 1 }),
  };
}
