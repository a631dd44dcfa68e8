import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";
import { t } from "@/lib/messages/screens";

/** The one brand colour. Steps 6 and 7 carry white text at 5.3:1 and 6.9:1. */
const tide: MantineColorsTuple = [
  "#e8f4f6",
  "#d0e6ea",
  "#a3ced6",
  "#6fb6c3",
  "#43a0b1",
  "#2389a0",
  "#14758a",
  "#0c6175",
  "#084d5e",
  "#053a48",
];

/** The library paints fields, menus and borders of the dark scheme with these steps; they follow tokens.css. */
const dark: MantineColorsTuple = [
  "#e7ebef",
  "#c9d1d9",
  "#9da9b5",
  "#8391a0",
  "#3b4651",
  "#273039",
  "#1a2127",
  "#151b20",
  "#11161a",
  "#0e1317",
];

/** A cross alone says nothing to whoever does not see it. */
const named = { closeButtonProps: { "aria-label": t("action.close") } };
/** A header within a dialog would count as a second banner of the page. */
const dialogParts = { ...named, attributes: { header: { role: "none" } } };

export const theme = createTheme({
  primaryColor: "tide",
  primaryShade: { light: 7, dark: 6 },
  colors: { tide, dark },
  cursorType: "pointer",
  defaultRadius: 6,
  focusRing: "auto",
  respectReducedMotion: true,
  fontFamily:
    '-apple-system, BlinkMacSystemFont, "Segoe UI Variable Text", "Segoe UI", Inter, Roboto, "Noto Sans", "Liberation Sans", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  headings: { fontWeight: "620" },
  components: {
    // Its usual colour, yellow on light yellow, cannot be read: what kind of note it is says the ground.
    Alert: { styles: { label: { color: "var(--bw-text)" } } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: "lg" } },
    Button: { defaultProps: { size: "sm" } },
    // 24 px: large enough to be pressed with a thumb (WCAG 2.5.8).
    Checkbox: { defaultProps: { size: "md" } },
    Radio: { defaultProps: { size: "md" } },
    Tooltip: { defaultProps: { openDelay: 250, withArrow: true } },
    Menu: { defaultProps: { shadow: "md", position: "bottom-start" } },
    Modal: { defaultProps: { radius: "md", ...dialogParts } },
    Drawer: { defaultProps: dialogParts },
    Notification: { defaultProps: named },
  },
});

/** Mantine's own variables follow the tokens of tokens.css, so both schemes are decided in one place. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    "--mantine-color-body": "var(--bw-surface)",
    "--mantine-color-text": "var(--bw-text)",
    "--mantine-color-dimmed": "var(--bw-muted)",
    "--mantine-color-anchor": "var(--bw-accent)",
    "--mantine-color-default": "var(--bw-surface)",
    "--mantine-color-default-border": "var(--bw-line-strong)",
    "--mantine-color-default-hover": "var(--bw-hover)",
    "--mantine-color-default-color": "var(--bw-text)",
    "--mantine-color-placeholder": "var(--bw-muted)",
    "--mantine-color-error": "var(--bw-negative)",
  };
  return { variables: {}, light: shared, dark: shared };
};
