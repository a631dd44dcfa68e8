"use client";

// A file of its own, so that a dialog can be fetched when it is opened and brings nothing else of the library.
export { Modal } from "@mantine/core";
