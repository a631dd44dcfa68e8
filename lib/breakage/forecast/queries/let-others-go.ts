/**
 * Does arithmetic of a second and more without keeping this process from anything else: between two of its steps what others ask
 * is answered.
 */
export async function lettingOthersGo<T>(steps: Generator<undefined, T, undefined>): Promise<T> {
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve));
    const step = steps.next();
    if (step.done) return step.value;
  }
}
