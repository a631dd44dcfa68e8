"use client";

import { Button, type ButtonProps } from "@mantine/core";
import type { ReactNode } from "react";

/** A file behind a button. A plain link: the answer is no page, so the router has no part in it. */
export function DownloadLink({ href, children, ...others }: { href: string; children: ReactNode } & ButtonProps) {
  return (
    <Button component="a" href={href} download {...others}>
      {children}
    </Button>
  );
}
