/** What changes, field by field, as [before, after]: what the audit trail keeps. Fields that stay are left out. */
export function differences<T extends object>(before: T, wanted: Partial<T>): Record<string, [unknown, unknown]> {
  const current = new Map<string, unknown>(Object.entries(before));
  const pairs = Object.entries(wanted).map(([field, after]): [string, [unknown, unknown]] => [
    field,
    [current.get(field) ?? null, after ?? null],
  ]);
  return Object.fromEntries(pairs.filter(([, [old, after]]) => old !== after));
}
