import { notFound } from "next/navigation";
import { NotFound } from "@/lib/errors";
import { isStorable } from "@/lib/storable";

/** A domain's NotFound as the page for 404; absent and not yours look the same. */
export async function orNotFound<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
}

/** An id as it stands in the path. A broken escape is an id nobody has, and so is one that no database could keep. */
export function idOf(segment: string): string {
  const id = decoded(segment);
  if (!isStorable(id)) notFound();
  return id;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
