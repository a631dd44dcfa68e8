import { randomBytes } from "node:crypto";
import path from "node:path";
import { readJson, writePrivate } from "./project.mjs";

const fileIn = (dataDir) => path.join(dataDir, "secrets.json");

/** Secrets that the environment does not give, made once and kept in DATA_DIR for nobody but its owner. */
export function ensureSecrets(dataDir) {
  const found = findSecrets(dataDir);
  if (found.AUTH_SECRET) return found;
  const made = { AUTH_SECRET: randomBytes(32).toString("hex") };
  writePrivate(fileIn(dataDir), JSON.stringify(made));
  return made;
}

/** Those of the environment, else what DATA_DIR keeps; empty where there is neither. */
export function findSecrets(dataDir) {
  const secret = process.env.AUTH_SECRET || readJson(fileIn(dataDir))?.AUTH_SECRET;
  return secret ? { AUTH_SECRET: secret } : {};
}
