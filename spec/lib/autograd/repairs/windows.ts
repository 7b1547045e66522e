import {build, type Grid, indices} from './grid.ts';

/** Windows over the axes between the first (batch) and the last (channels). */
export interface Windows {
  readonly filter: readonly number[];
  readonly stride?: number;
  readonly dilation?: number;
  /** Places in front of and behind each axis. */
  readonly pad?: readonly (readonly [number, number])[] | 'same';
}

/** What one place of the window meets: its position in the window, and the index in the padded tensor. */
export interface Tap {
  readonly position: number[];
  readonly index: number[];
}

/** Reduces the taps of each window to a number: `reduce(batch, taps, channel)`, by the definition of the operation. */
export function overWindows(
  x: Grid,
  {filter, stride = 1, dilation = 1, pad = filter.map(() => [0, 0])}: Windows,
  channels: number,
  reduce: (batch: number, taps: readonly Tap[], channel: number) => number,
): Grid {
  const sizes = x.shape.slice(1, -1);
  const extents = filter.map((size) => (size - 1) * dilation + 1);
  const room =
    pad === 'same'
      ? sizes.map((size, i): [number, number] => {
          const all = Math.max(0, (Math.ceil(size / stride) - 1) * stride + extents[i]! - size);
          return [Math.floor(all / 2), all - Math.floor(all / 2)];
        })
      : pad;
  const out = sizes.map((size, i) => Math.floor((size + room[i]![0] + room[i]![1] - extents[i]!) / stride) + 1);
  const positions = indices(filter);
  return build([x.shape[0]!, ...out, channels], (batch, ...rest) => {
    const channel = rest.pop()!;
    const taps = positions.map((position) => ({
      position,
      index: position.map((one, i) => rest[i]! * stride + one * dilation - room[i]![0]),
    }));
    return reduce(batch, taps, channel);
  });
}
