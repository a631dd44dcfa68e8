import { entities } from "@/lib/ingest/constants";
import { definitionOf } from "@/lib/ingest/entities";
import type { LoadOutcome } from "@/lib/ingest/plan";
import type { CommandResult } from "./command";

/** What a load or a check answers, for machines and for people. */
export function report(issuer: string, outcome: LoadOutcome): CommandResult {
  const { batchId, state, counts, healed, notices, refused, refusedTotal, firstOn, lastOn } = outcome;
  const problems = refused.map(({ file, line, entity, problems }) => ({ file, line, entity, problems }));
  return {
    json: {
      issuer,
      batch: batchId,
      state,
      counts,
      healed,
      notices,
      problems,
      problemsTotal: refusedTotal,
      firstOn,
      lastOn,
    },
    text: [headline(outcome), ...countLines(outcome), ...noticeLines(outcome), ...problemLines(outcome)].join("\n"),
  };
}

function headline({ batchId, state, refusedTotal, healed }: LoadOutcome): string {
  const rest = [
    refusedTotal > 0 ? `${refusedTotal} rows could not be used and are kept aside` : "",
    healed > 0 ? `${healed} rows kept aside earlier have been loaded` : "",
  ].filter((part) => part !== "");
  const tail = rest.length > 0 ? `; ${rest.join("; ")}` : "";
  if (state === "unchanged") return `Nothing changed: the same was loaded before as batch ${batchId}.`;
  if (state === "checked") return `Checked, nothing was written${tail}.`;
  return `Loaded as batch ${batchId}${tail}.`;
}

function countLines({ counts }: LoadOutcome): string[] {
  return entities
    .filter((entity) => counts[entity].read > 0)
    .map((entity) => {
      const { read, new: fresh, updated, repeated, refused } = counts[entity];
      return `  ${definitionOf(entity).plural}: ${read} read, ${fresh} new, ${updated} changed, ${repeated} repeated, ${refused} refused`;
    });
}

const noticeLines = ({ notices }: LoadOutcome): string[] => notices.map(({ file, text }) => `  note  ${file}: ${text}`);

/** A check lists every bad row, because nothing else keeps them; after a load `import refused` lists them. */
function problemLines({ state, batchId, refused, refusedTotal }: LoadOutcome): string[] {
  const most = state === "checked" ? refused.length : 50;
  const lines = refused.slice(0, most).flatMap((row) => reasonLines(row));
  const more = refusedTotal - Math.min(most, refused.length);
  if (more > 0) lines.push(`  ... and ${more} more rows: import refused --batch ${batchId} lists them`);
  return lines;
}

type Reasons = {
  readonly file: string;
  readonly line: number;
  readonly problems: readonly { readonly column: string; readonly reason: string }[];
};

export const reasonLines = ({ file, line, problems }: Reasons): string[] =>
  problems.map(({ column, reason }) => `  ${file}:${line}${column ? ` column ${column}` : ""}: ${reason}`);
