import postgres from "postgres";

/** Longer than a server takes that was started together with us. */
const PATIENCE_SECONDS = 30;
const REST_MS = 500;

/** Refused by the machine, or by a server that is starting, or ending to start anew (PostgreSQL's cannot_connect_now). */
const NOT_YET = ["ECONNREFUSED", "57P03"];

/**
 * Resolves when the server takes connections; tells `note` once when it has to wait for that.
 * @throws what kept it from connecting, at once where waiting would not help.
 */
export async function whenServerAnswers(
  url: string,
  note: (sentence: string) => void,
  seconds = PATIENCE_SECONDS,
): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  for (let told = false; ; told = true) {
    const refusal = await refusalOf(url);
    if (refusal === null) return;
    if (!NOT_YET.includes(codeOf(refusal)) || performance.now() >= deadline) throw refusal;
    if (!told) note(`The database takes no connections yet; waiting for up to ${seconds} s.`);
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
  }
}

async function refusalOf(url: string): Promise<unknown> {
  const client = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await client`select 1`;
    return null;
  } catch (error) {
    return error;
  } finally {
    await client.end({ timeout: 5 });
  }
}

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : "");
