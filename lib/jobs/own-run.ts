import type { Scope } from "@/lib/identity/scope";

/** Who has started a run may stop it, whatever else he may do. A key is nobody: it needs the permission. */
export const isOwnRun = ({ personId }: Pick<Scope, "personId">, startedBy: number | null): boolean =>
  personId !== null && startedBy === personId;
