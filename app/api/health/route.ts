import { finish, json, otherThan } from "@/lib/http";

export const dynamic = "force-dynamic";

/** Alive: the process answers. Says nothing of the database, so that a restart is not asked for when that is away. */
export function GET(): Response {
  return finish(json({ status: "alive" }));
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
