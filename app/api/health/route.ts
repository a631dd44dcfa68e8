/** Alive: the process answers. Says nothing of the database, so that a restart is not asked for when that is away. */
export const dynamic = "force-dynamic";

export function GET(): Response {
  return Response.json({ status: "alive" }, { headers: { "cache-control": "no-store" } });
}
