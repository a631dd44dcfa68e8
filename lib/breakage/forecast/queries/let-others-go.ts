/**
 * Does arithmetic of a second and more without keeping this process from anything else: between two of its steps what others ask
 * is answered.
 */
export async function lettingOthersGo<T>(steps: Generator<undefined, T, undefined>): Promise<T> {
  for (;;) {
    await letOthersGo();
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** One turn of the event loop, in which what was asked for is also sent. */
export const letOthersGo = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
