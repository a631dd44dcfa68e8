const colours = 6;

/** Null: of no series by itself, but of all of them. */
export function seriesColour(index: number | null): string {
  return index === null ? "var(--bw-muted)" : `var(--bw-series-${(index % colours) + 1})`;
}

type PatternProps = { id: string; index: number | null /** Of the period compared with. */; isBefore?: boolean };

/**
 * Colour is never the only difference: each series has its own texture, legible in grey and on paper. What it is compared with has
 * one that no series has, and little of it.
 */
export function Pattern({ id, index, isBefore = false }: PatternProps) {
  const colour = seriesColour(index);
  const texture = isBefore || index === null ? "before" : index % 4;
  return (
    <pattern
      id={id}
      width="6"
      height="6"
      patternUnits="userSpaceOnUse"
      patternTransform={texture === 1 ? "rotate(45)" : texture === "before" ? "rotate(-45)" : undefined}
    >
      <rect width="6" height="6" fill={colour} fillOpacity={texture === 0 ? 1 : texture === "before" ? 0.06 : 0.3} />
      {texture === 1 ? <rect width="2.5" height="6" fill={colour} /> : null}
      {texture === 2 ? <circle cx="3" cy="3" r="1.4" fill={colour} /> : null}
      {texture === 3 ? <path d="M0 0h6v1.6H0zM0 3h6v1.6H0z" fill={colour} /> : null}
      {texture === "before" ? <rect width="0.9" height="6" fill={colour} /> : null}
    </pattern>
  );
}

/** Lines of the period compared with are dotted, and each has a mark of its own, where colours look alike. */
export const beforeDash = "1.5 3";

export function Mark({ x, y, colour }: { x: number; y: number; colour: number | null }) {
  const shape = (colour ?? 0) % 3;
  const look = { fill: "var(--bw-surface)", stroke: seriesColour(colour), strokeWidth: 1.25 };
  if (shape === 1) return <rect x={x - 2.5} y={y - 2.5} width={5} height={5} {...look} />;
  if (shape === 2) return <path d={`M${x} ${y - 3}L${x + 3} ${y + 2.5}H${x - 3}Z`} {...look} />;
  return <circle cx={x} cy={y} r={2.5} {...look} />;
}
