import { type Line, openNow } from "../table";

/** The balance expected to be open at the beginning of an age, at or after the cut; never above what is open now. */
export type Projection = (line: Line, age: number) => number;

/** An expected balance kept between nothing and what is open now. */
export const withinOpen = (line: Line, expected: number): number => Math.min(Math.max(expected, 0), openNow(line));
