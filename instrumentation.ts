/** Runs once when the server starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { takeOverConsole } = await import("@/lib/log");
  if (process.env.NODE_ENV === "production") takeOverConsole();
  const { believeOnlyOwnProxies } = await import("@/lib/identity/forwarded");
  believeOnlyOwnProxies(Number(process.env.TRUST_PROXY ?? 0));
}
