"use client";

// A file of its own, so that the field is fetched apart and brings nothing else of the library.
export { MultiSelect as ManySelect } from "@mantine/core";
