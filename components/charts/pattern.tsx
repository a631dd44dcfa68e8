const colours = 6;

export function seriesColour(index: number): string {
  return `var(--bw-series-${(index % colours) + 1})`;
}

/** Colour is never the only difference: each series has its own texture, legible in grey and on paper. */
export function Pattern({ id, index }: { id: string; index: number }) {
  const colour = seriesColour(index);
  const texture = index % 4;
  return (
    <pattern
      id={id}
      width="6"
      height="6"
      patternUnits="userSpaceOnUse"
      patternTransform={texture === 1 ? "rotate(45)" : undefined}
    >
      <rect width="6" height="6" fill={colour} fillOpacity={texture === 0 ? 1 : 0.3} />
      {texture === 1 ? <rect width="2.5" height="6" fill={colour} /> : null}
      {texture === 2 ? <circle cx="3" cy="3" r="1.4" fill={colour} /> : null}
      {texture === 3 ? <path d="M0 0h6v1.6H0zM0 3h6v1.6H0z" fill={colour} /> : null}
    </pattern>
  );
}
