import { findFacts } from "@/lib/health/queries";
import { judge } from "@/lib/health/readiness";

export const dynamic = "force-dynamic";

/** Ready for work: database, schema and worker are there. Also how fresh the data are. 503 with reasons otherwise. */
export async function GET(): Promise<Response> {
  const readiness = judge(await findFacts());
  const status = readiness.status === "ready" ? 200 : 503;
  return Response.json(readiness, { status, headers: { "cache-control": "no-store" } });
}
