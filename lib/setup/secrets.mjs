import { randomBytes } from "node:crypto";
import path from "node:path";
import { readJson, writePrivate } from "./project.mjs";

/** Secrets that the environment does not give, made once and kept in DATA_DIR for nobody but its owner. */
export function ensureSecrets(dataDir) {
  if (process.env.AUTH_SECRET) return { AUTH_SECRET: process.env.AUTH_SECRET };
  const file = path.join(dataDir, "secrets.json");
  const known = readJson(file) ?? {};
  if (!known.AUTH_SECRET) {
    known.AUTH_SECRET = randomBytes(32).toString("hex");
    writePrivate(file, JSON.stringify(known));
  }
  return { AUTH_SECRET: known.AUTH_SECRET };
}
