import { findFacts } from "@/lib/health/queries";
import { judge } from "@/lib/health/readiness";

export const dynamic = "force-dynamic";

/**
 * Ready for work: database, schema and worker are there. Also how fresh the data are. 503 with reasons otherwise. With
 * `?without=worker` it is only about pages: a worker that is down is no reason to send nobody to the web server.
 */
export async function GET(request: Request): Promise<Response> {
  const needsWorker = new URL(request.url).searchParams.get("without") !== "worker";
  const readiness = judge(await findFacts(), needsWorker);
  const status = readiness.status === "ready" ? 200 : 503;
  return Response.json(readiness, { status, headers: { "cache-control": "no-store" } });
}
