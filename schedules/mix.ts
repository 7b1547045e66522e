/**
 * The point at a fraction of the way between two numbers: exactly `from` at 0, exactly `to` at 1, never outside them.
 *
 * `from (1 - fraction) + to fraction`
 */
export function mix(from: number, to: number, fraction: number): number {
  const share = Math.min(Math.max(fraction, 0), 1);
  const point = from * (1 - share) + to * share;
  // The rounding of the sum could leave the interval by one unit in the last place.
  return Math.min(Math.max(point, Math.min(from, to)), Math.max(from, to));
}

/** The falling half wave `(1 + cos(pi fraction)) / 2`: 1 at 0, exactly 0 at 1. */
export function halfWave(fraction: number): number {
  return (1 + Math.cos(Math.PI * Math.min(fraction, 1))) / 2;
}
