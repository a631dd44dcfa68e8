import { notFound } from "next/navigation";

/** A number in the path. What is none is a thing that does not exist. */
export function parsePathId(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) notFound();
  return Number(text);
}
