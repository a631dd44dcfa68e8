import { MantineProvider } from "@mantine/core";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { cssVariables, theme } from "@/components/ui/theme";

test("the style sheet of the theme is what the library would put into every page (after a change: npm run theme)", async () => {
  const provider = { theme, cssVariablesResolver: cssVariables, children: createElement("main") };
  const page = renderToStaticMarkup(createElement(MantineProvider, provider));
  const sheets = [...page.matchAll(/<style[^>]*>(.*?)<\/style>/gs)].map(([, css]) => css ?? "");
  expect(sheets).toHaveLength(2);
  const css = sheets.join("").replaceAll(/([{;}])(?=\S)/g, "$1\n");
  await expect(`${css}\n`).toMatchFileSnapshot("../../../components/ui/theme-styles.css");
});
