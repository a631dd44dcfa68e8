/** What arithmetic that stops now and then comes to in the end. */
export function lastOf<T>(steps: Generator<undefined, T, undefined>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
