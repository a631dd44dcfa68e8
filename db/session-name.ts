import { randomBytes } from "node:crypto";

// Next reloads modules while developing; the pool, and the name it was made with, outlive that.
const kept = globalThis as typeof globalThis & { breakwaterSessionName?: string };
kept.breakwaterSessionName ??= `breakwater ${randomBytes(6).toString("hex")}`;

/** What the database calls this process's sessions: no other process has that name, or ever had. */
export const SESSION_NAME = kept.breakwaterSessionName;
