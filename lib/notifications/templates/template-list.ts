import type { Channel, MessageClass, ReminderReason } from "../constants";
import type { TemplateVersion } from "./choose";

export type ListedTemplate = TemplateVersion & {
  readonly messageClass: MessageClass;
  readonly subject: string;
  readonly body: string;
  readonly createdByName: string;
  readonly createdAt: Date;
};

/** One kind of words with its versions: what is in use is the newest that is not withdrawn. */
export type TemplateKind<T> = {
  readonly key: string;
  readonly reason: ReminderReason;
  readonly channel: Channel;
  readonly language: string;
  readonly used: T | null;
  readonly newest: T;
  readonly versions: readonly T[];
};

const keyOf = ({ reason, channel, language }: TemplateVersion): string => `${reason} ${channel} ${language}`;

/** Versions by kind, in the order in which the kinds come; each kind's newest version first. */
export function templateKinds<T extends TemplateVersion>(templates: readonly T[]): TemplateKind<T>[] {
  const kinds = new Map<string, T[]>();
  for (const template of templates) {
    const key = keyOf(template);
    kinds.set(key, [...(kinds.get(key) ?? []), template]);
  }
  return [...kinds].flatMap(([key, unsorted]) => {
    const versions = unsorted.toSorted((a, b) => b.version - a.version);
    const [newest] = versions;
    if (!newest) return [];
    const { reason, channel, language } = newest;
    const used = versions.find(({ withdrawnAt }) => withdrawnAt === null) ?? null;
    return [{ key, reason, channel, language, used, newest, versions }];
  });
}

type Narrowing = Partial<Record<"reason" | "channel" | "language", string>>;

/** Those that fit what was asked for; asked for nothing, all. */
export const narrowed = <T extends TemplateVersion>(templates: readonly T[], wanted: Narrowing): T[] =>
  templates.filter(
    ({ reason, channel, language }) =>
      (wanted.reason ?? reason) === reason &&
      (wanted.channel ?? channel) === channel &&
      (wanted.language ?? language) === language,
  );
