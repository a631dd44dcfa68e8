"use client";

import { Button, type ButtonProps } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";

/** A link that looks like a button: for going somewhere, never for doing something. */
export function ButtonLink({ href, children, ...others }: { href: string; children: ReactNode } & ButtonProps) {
  return (
    <Button component={Link} href={href} {...others}>
      {children}
    </Button>
  );
}
