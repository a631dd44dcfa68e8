/** Colours with a contrast of at least 4.5 to 1 on their ground, in both schemes (WCAG 2.2, 1.4.3). */
const light = { ground: "#eef1f4", sheet: "#ffffff", ink: "#1d2733", quiet: "#4d5b69", line: "#d5dbe1" };
const dark = { ground: "#12171c", sheet: "#1b2229", ink: "#e8edf2", quiet: "#b3bfca", line: "#3a4651" };
const button = { ground: "#0b5c86", ink: "#ffffff" };

const fonts =
  "-apple-system, 'Segoe UI', Roboto, 'Hiragino Sans', 'Noto Sans CJK JP', 'Helvetica Neue', Arial, sans-serif";

/** Mail programmes that know the scheme get the dark one; the others keep what stands on the elements. */
export const schemeCss = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .ground, .ground > table > tbody > tr > td { background-color: ${dark.ground} !important; }
  .sheet { background-color: ${dark.sheet} !important; }
  .ink { color: ${dark.ink} !important; }
  .quiet { color: ${dark.quiet} !important; }
  .card { border-color: ${dark.line} !important; }
}`;

export const style = {
  ground: { backgroundColor: light.ground, margin: 0, padding: "16px 8px", fontFamily: fonts },
  sheet: { backgroundColor: light.sheet, maxWidth: 560, padding: 24, borderRadius: 8 },
  sender: { color: light.quiet, fontSize: 14, lineHeight: "20px", margin: "0 0 16px" },
  text: { color: light.ink, fontSize: 16, lineHeight: "24px", margin: "0 0 16px", overflowWrap: "break-word" },
  card: { borderTop: `1px solid ${light.line}`, padding: "12px 0" },
  title: { color: light.ink, fontSize: 16, lineHeight: "24px", fontWeight: 600, margin: 0, overflowWrap: "break-word" },
  amount: { color: light.ink, fontSize: 20, lineHeight: "28px", margin: 0 },
  detail: { color: light.ink, fontSize: 16, lineHeight: "24px", margin: 0 },
  list: { margin: "0 0 16px" },
  button: {
    backgroundColor: button.ground,
    color: button.ink,
    borderRadius: 6,
    display: "inline-block",
    fontSize: 16,
    lineHeight: "24px",
    padding: "10px 20px",
    textDecoration: "none",
  },
  footer: { borderTop: `1px solid ${light.line}`, paddingTop: 16, marginTop: 24 },
  small: { color: light.quiet, fontSize: 13, lineHeight: "20px", margin: "0 0 8px", overflowWrap: "break-word" },
  link: { color: light.quiet, textDecoration: "underline" },
  inkLink: { color: light.ink, textDecoration: "underline" },
} as const;
