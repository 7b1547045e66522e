/** A number with three digits, as the sentences of findings show it. */
export const digits = (value: number): string =>
  Number.isFinite(value) ? Number(value.toPrecision(3)).toString() : String(value);

/** The middle of the numbers in order, the upper one of two. */
export const upperMedian = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
