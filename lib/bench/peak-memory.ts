const MEGABYTE = 1_048_576;

/** Highest memory of this process while `work` runs, in megabytes. */
export async function peakMemory<T>(work: () => Promise<T>): Promise<{ result: T; peakMb: number }> {
  let peak = process.memoryUsage.rss();
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  try {
    return { result: await work(), peakMb: Math.round(peak / MEGABYTE) };
  } finally {
    clearInterval(watch);
  }
}
