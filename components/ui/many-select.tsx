"use client";

import { MultiSelect, type MultiSelectProps } from "@mantine/core";

/** A file of its own, so that the field is fetched apart and brings nothing else of the library. */
export function ManySelect(props: MultiSelectProps<string>) {
  return <MultiSelect {...props} />;
}
