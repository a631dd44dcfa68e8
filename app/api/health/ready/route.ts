import { findFacts } from "@/lib/health/queries";
import { judge } from "@/lib/health/readiness";
import { finish, json, otherThan } from "@/lib/http";

export const dynamic = "force-dynamic";

/**
 * Ready for work: database, schema and worker are there. Also how fresh the data are. 503 with reasons otherwise. With
 * `?without=worker` it is only about pages: a worker that is down is no reason to send nobody to the web server.
 */
export async function GET(request: Request): Promise<Response> {
  const needsWorker = new URL(request.url).searchParams.get("without") !== "worker";
  const readiness = judge(await findFacts(), needsWorker);
  return finish(json(readiness, readiness.status === "ready" ? 200 : 503));
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
