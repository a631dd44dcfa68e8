/** The key of a message in its Message-ID (`messageIdOf`), with or without its angle brackets, or alone; null: not ours. */
export function messageKeyIn(messageId: string): string | null {
  return /^<?([0-9a-f]{32})(@[^\s<>@]+)?>?$/.exec(messageId.trim())?.[1] ?? null;
}
