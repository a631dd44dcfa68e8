import type { Channel, ReminderReason } from "../constants";
import { FALLBACK_LANGUAGE } from "./constants";

/** What of a version decides whether it is used. */
export type TemplateVersion = {
  readonly id: number;
  readonly reason: ReminderReason;
  readonly channel: Channel;
  readonly language: string;
  readonly version: number;
  readonly withdrawnAt: Date | string | null;
};

export type Chosen<T> = {
  readonly template: T;
  /** Nobody has written one in the reader's language: he gets English, and the proposal says so. */
  readonly fallback: boolean;
};

/**
 * The newest version of a reason, channel and language that is not withdrawn: `ru-RU` before `ru` before `en`. Null: there
 * is none, and nobody can be written to.
 */
export function chooseTemplate<T extends TemplateVersion>(
  templates: readonly T[],
  wanted: { readonly reason: ReminderReason; readonly channel: Channel; readonly language: string | null },
): Chosen<T> | null {
  const fitting = templates.filter(
    ({ reason, channel, withdrawnAt }) =>
      reason === wanted.reason && channel === wanted.channel && withdrawnAt === null,
  );
  const tag = (wanted.language ?? FALLBACK_LANGUAGE).toLowerCase().replaceAll("_", "-");
  const primary = tag.split("-")[0] ?? tag;
  for (const language of [tag, primary, FALLBACK_LANGUAGE]) {
    const template = newestOf(fitting.filter((one) => one.language.toLowerCase() === language));
    if (template) return { template, fallback: language === FALLBACK_LANGUAGE && primary !== FALLBACK_LANGUAGE };
  }
  return null;
}

const newestOf = <T extends TemplateVersion>(versions: readonly T[]): T | undefined =>
  versions.toSorted((a, b) => b.version - a.version)[0];
