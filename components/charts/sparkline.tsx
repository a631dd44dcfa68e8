/** The shape of a series beside its figure. Drawn on the server; says nothing the figure's chart does not say in full. */
export function Sparkline({
  values,
  width = 56,
  height = 22,
}: {
  values: readonly number[];
  width?: number;
  height?: number;
}) {
  if (values.length < 2) return null;
  const line = sparkPath(values, width, height);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <path d={`${line}L${width} ${height}L0 ${height}Z`} fill="var(--bw-series-1)" fillOpacity="0.1" />
      <path d={line} fill="none" stroke="var(--bw-series-1)" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}

/** A flat series lies in the middle: there is no height to give it. */
export function sparkPath(values: readonly number[], width: number, height: number): string {
  const lowest = Math.min(...values);
  const range = Math.max(...values) - lowest;
  const pad = 2;
  return values
    .map((value, index) => {
      const x = (index / (values.length - 1)) * width;
      const share = range === 0 ? 0.5 : (value - lowest) / range;
      const y = height - pad - share * (height - 2 * pad);
      return `${index === 0 ? "M" : "L"}${round(x)} ${round(y)}`;
    })
    .join("");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
