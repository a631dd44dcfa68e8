import { isUsableDate } from "@/lib/dates";
import { auditKinds } from "./audit-kinds";

/** What the address of the audit screen may say. A part that does not parse is left out: a bad filter shows more, never an error. */
export type AuditFilter = {
  actors: readonly string[];
  /** Whole kinds ("key.revoked") or groups ("key"). */
  kinds: readonly string[];
  from: string | null;
  to: string | null;
  before: number | null;
};

export const auditGroups: readonly string[] = [...new Set(auditKinds.map((kind) => kind.split(".")[0] ?? kind))];
const known: ReadonlySet<string> = new Set([...auditKinds, ...auditGroups]);

type Params = Readonly<Record<string, string | readonly string[] | undefined>>;

export function parseAuditFilter(params: Params): AuditFilter {
  const [from, to] = [dayIn(params.from), dayIn(params.to)];
  return {
    actors: many(params.who).slice(0, 50),
    kinds: many(params.kind).filter((kind) => known.has(kind)),
    from,
    to: from && to && to < from ? null : to,
    before: numberIn(params.before),
  };
}

const dayIn = (value: Params[string]): string | null =>
  typeof value === "string" && isUsableDate(value) ? value : null;

function numberIn(value: Params[string]): number | null {
  const number = Number(value);
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}

/** Lists stand in one parameter, so that no parameter is ever given twice. */
const BETWEEN = "|";

function many(value: string | readonly string[] | undefined): string[] {
  if (typeof value !== "string") return [];
  const list = value.split(BETWEEN).map((item) => item.slice(0, 200));
  return list.filter((item) => item !== "");
}

/** The filter as it stands in the address; parts that filter nothing are left out. */
export function auditAddress(filter: Omit<AuditFilter, "before">): Record<string, string> {
  return {
    ...(filter.actors.length > 0 ? { who: filter.actors.join(BETWEEN) } : {}),
    ...(filter.kinds.length > 0 ? { kind: filter.kinds.join(BETWEEN) } : {}),
    ...(filter.from ? { from: filter.from } : {}),
    ...(filter.to ? { to: filter.to } : {}),
  };
}
