import { type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

/**
 * scrypt at 64 MiB per guess (N 2^16, r 8, p 1). The parameters travel with each hash, so they can be raised later and
 * old hashes still verify; `needsRehash` says when to store a new one.
 */
export const currentCost = { N: 2 ** 16, r: 8, p: 1 } as const;
const KEY_BYTES = 32;
type Cost = { N: number; r: number; p: number };

/** `scrypt$N$r$p$salt$key`, salt and key in base64url. The salt is the caller's: 16 random bytes, new for each hash. */
export async function hashPassword(password: string, salt: Buffer, cost: Cost = currentCost): Promise<string> {
  const key = await derive(password, salt, cost, KEY_BYTES);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/** False for a wrong password and for a hash that cannot be read. Takes the same time for every wrong password. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const parsed = parse(stored);
  if (!parsed) return false;
  const key = await derive(password, parsed.salt, parsed.cost, parsed.key.length);
  return timingSafeEqual(key, parsed.key);
}

export function needsRehash(stored: string): boolean {
  const parsed = parse(stored);
  return (
    !parsed || parsed.cost.N !== currentCost.N || parsed.cost.r !== currentCost.r || parsed.cost.p !== currentCost.p
  );
}

function parse(stored: string): { cost: Cost; salt: Buffer; key: Buffer } | null {
  const [name, N, r, p, salt, key, ...rest] = stored.split("$");
  if (name !== "scrypt" || !salt || !key || rest.length > 0) return null;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const sane = Number.isInteger(cost.N) && Number.isInteger(cost.r) && Number.isInteger(cost.p);
  const bytes = Buffer.from(key, "base64url");
  if (!sane || bytes.length < 16) return null;
  return { cost, salt: Buffer.from(salt, "base64url"), key: bytes };
}

function derive(password: string, salt: Buffer, cost: Cost, length: number): Promise<Buffer> {
  // The same letters typed on two keyboards may differ in code points; NFKC makes them one password.
  const text = password.normalize("NFKC");
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  return new Promise((resolve, reject) => {
    scrypt(text, salt, length, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
