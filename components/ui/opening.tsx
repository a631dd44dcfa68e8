import Link from "next/link";
import type { ReactNode } from "react";

type Props = {
  /** Which figure it is, by the key of its column; null: it is none. */
  figure: string | null;
  /** The rows that the figure is a sum of. */
  href: string | null;
  /** The head of the same row leads there too: whoever goes by Tab need not stop at each figure. */
  isSecond?: boolean;
  children: ReactNode;
};

/** A figure that opens to its rows, and is marked as one (`data-figure`): `e2e/figures.spec.ts` follows every one it finds. */
export function Opening({ figure, href, isSecond = false, children }: Props) {
  if (figure === null || !href) return children;
  return (
    <Link href={href} prefetch={false} data-figure={figure} tabIndex={isSecond ? -1 : undefined}>
      {children}
    </Link>
  );
}
