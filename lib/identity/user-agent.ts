const browsers: readonly [RegExp, string][] = [
  [/\bEdg\//, "Edge"],
  [/\b(OPR|Opera)\//, "Opera"],
  [/\bFirefox\//, "Firefox"],
  [/\bHeadlessChrome\//, "Chrome (headless)"],
  [/\bChrome\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const systems: readonly [RegExp, string][] = [
  [/\b(iPhone|iPad)\b/, "iOS"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

/** Roughly which browser on what: enough to recognise one's own. Null when the header says nothing known. */
export function browserName(userAgent: string | null): string | null {
  const find = (list: readonly [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1];
  const browser = find(browsers);
  const system = find(systems);
  if (!browser) return system ?? null;
  return system ? `${browser}, ${system}` : browser;
}
