/** Outputs of XOR at (0,0), (1,0), (0,1), (1,1), in the order of the notes. */
export const xor = [0, 1, 1, 0];

/** The points themselves. */
export const corners = {x: [0, 1, 0, 1], y: [0, 0, 1, 1]};

/** Those with one output, to draw. */
export const cornersOf = (label: string, output: number) => ({
  label,
  as: 'points' as const,
  x: corners.x.filter((_, i) => xor[i] === output),
  y: corners.y.filter((_, i) => xor[i] === output),
});
