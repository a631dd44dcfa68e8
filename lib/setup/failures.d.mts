export type Failure = { readonly name: string; readonly message: string };
export function vitestFailures(result: unknown): Failure[];
export function playwrightFailures(result: unknown): { failed: Failure[]; flaky: Failure[] };
export function failureText(part: string, failures: readonly Failure[]): string;
