import { closeConnection } from "@/db/client";
import { seedDemo } from "@/db/seed";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { hashOf, withServer } from "./database";

/** Any number of our own: of files that start together one makes the forecast, and the others wait for it. */
const LOCK = 7_312_028;
/** Seeding and forecasting read from all over: whatever is changed there, the figures are made anew. */
const MADE_OF = ["db", "lib", "test/support/forecast.ts", "package-lock.json"];

/**
 * The file's empty database becomes one with the demo issuer, 3,000 cards of seed 5, and a forecast of the dollars of October 2026,
 * made on 2 November: made by the first file that asks, at the price of twenty seconds, and copied by the others. What tests
 * the making itself makes its own. Comes first in `beforeAll`: the database is exchanged, under the name that it has.
 */
export async function withForecast(): Promise<Scope> {
  const own = new URL(process.env.DATABASE_URL ?? "").pathname.slice(1);
  const kept = `forecast_${hashOf(...MADE_OF)}`;
  await withServer(async (server) => {
    await server`select pg_advisory_lock(${LOCK})`;
    const others = await server<{ name: string }[]>`
      select datname as name from pg_database where datname ~ '^forecast_[0-9a-f]{12}$'`;
    const isThere = others.some(({ name }) => name === kept);
    if (!isThere) await make();
    // Nobody may be connected to what is copied, or to what is dropped.
    await closeConnection();
    if (isThere) await server`drop database ${server(own)} with (force)`;
    else for (const { name } of others) await server`drop database ${server(name)}`;
    const [from, to] = isThere ? [kept, own] : [own, kept];
    await server`create database ${server(to)} template ${server(from)} strategy file_copy`;
  });
  return scopeForOperator("DEMO");
}

async function make(): Promise<void> {
  await seedDemo({ cards: 3_000, seed: 5 });
  await makeForecasts(await scopeForOperator("DEMO"), { currency: "USD" }, { now: new Date("2026-11-02T08:00:00Z") });
}
