import type { MadeForecast } from "../made";

/** All that a card type's page draws, in one place: the curve that is a figure of the version, and what explains it. */
export const curveOf = ({ explained }: Pick<MadeForecast, "explained">, one: MadeForecast["types"][number]) => ({
  ...one.curve,
  explanation: explained.get(one.cardTypeId) ?? null,
});
