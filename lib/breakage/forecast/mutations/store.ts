import type { Tx } from "@/db/client";
import { insertRows } from "@/db/insert-rows";
import { forecast, forecastCohort, forecastPast, forecastQuarter, forecastType } from "@/db/schema/forecast";
import type { Context } from "../../queries/context";
import type { MadeForecast } from "../made";
import { curveOf } from "./stored-curve";

type About = {
  readonly context: Context;
  readonly jobRunId: number | null;
  readonly createdBy: number | null;
  readonly createdByName: string;
  readonly now: Date;
};

/** Writes a version with all its parts but its shares. @returns its id. */
export async function storeForecast(tx: Tx, made: MadeForecast, about: About): Promise<number> {
  const { issuerId } = about.context;
  const [row] = await tx
    .insert(forecast)
    .values({
      issuerId,
      currency: made.currency,
      dataDate: made.dataDate,
      knownAt: about.now,
      method: made.method,
      status: made.status,
      parameters: made.parameters,
      inputs: made.inputs,
      dataHash: made.dataHash,
      resultHash: made.resultHash,
      summary: made.summary,
      jobRunId: about.jobRunId,
      createdBy: about.createdBy,
      createdByName: about.createdByName,
      createdAt: about.now,
    })
    .returning({ id: forecast.id });
  if (!row) throw new Error("The forecast was not stored");
  const key = { issuerId, forecastId: row.id };
  await insertRows(
    tx,
    forecastType,
    made.types.map((one) => ({ ...key, ...one, curve: curveOf(made, one) })),
  );
  await insertRows(
    tx,
    forecastCohort,
    made.cohorts.map((one) => ({ ...key, ...one })),
  );
  await insertRows(
    tx,
    forecastQuarter,
    made.quarters.map((one) => ({ ...key, ...one })),
  );
  await insertRows(
    tx,
    forecastPast,
    made.past.map((one) => ({ ...key, ...one })),
  );
  return row.id;
}
