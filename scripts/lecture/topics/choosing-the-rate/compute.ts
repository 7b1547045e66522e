import {randomStream} from '../../../../lib/base/random.ts';
import type {Schedule} from '../../../../schedules/index.ts';

/** A rate as a function of the updates that are done. */
export type Rate = (update: number) => number;

/** f = (x^2 + 10 y^2) / 2: descent at a constant rate falls below 2/10 alone, and is fastest at 2/11. */
const heightOf = (x: number, y: number): number => (x * x + 10 * y * y) / 2;

/**
 * Heights of gradient descent in the valley from (10, 1), with momentum v <- m v - rate g if it is given; numbers beyond 1e30 are held there.
 *
 * @param observe hears each height, also that of the start
 */
export function descendValley(
  rate: Rate,
  updates: number,
  momentum = 0,
  observe: (height: number) => void = () => {},
): number[] {
  let [x, y, vx, vy] = [10, 1, 0, 0];
  const held = (value: number) => Math.max(-1e15, Math.min(1e15, value));
  const heights = [heightOf(x, y)];
  observe(heights[0]!);
  for (let k = 0; k < updates; k++) {
    const a = rate(k);
    [vx, vy] = [momentum * vx - a * x, momentum * vy - 10 * a * y];
    [x, y] = [held(x + vx), held(y + vy)];
    heights.push(heightOf(x, y));
    observe(heights.at(-1)!);
  }
  return heights;
}

/** The greatest difference between two lists, number by number. */
export const greatestDifference = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

/** At how many of its steps a list rises. */
export const rises = (list: readonly number[]): number =>
  list.filter((value, i) => i > 0 && value > list[i - 1]!).length;

/**
 * Stochastic descent on (w - y)^2 / 2 over numbers y that are 1 or -1, from 3: the mean error of all, (w^2 + 1) / 2, after each update.
 *
 * @param observe hears what `heard` asks for: the error of the example before each update, or the mean error of all after each pass of 20
 */
export function stochasticErrors(
  rate: Rate,
  updates: number,
  seed: number,
  {heard = 'passes', observe = () => {}}: {heard?: 'examples' | 'passes'; observe?: (error: number) => void} = {},
): number[] {
  const random = randomStream(seed, 'errors');
  let w = 3;
  const errors = [(w * w + 1) / 2];
  for (let k = 0; k < updates; k++) {
    const y = random.uniform() < 0.5 ? -1 : 1;
    if (heard === 'examples') observe((w - y) ** 2 / 2);
    w -= rate(k) * (w - y);
    errors.push((w * w + 1) / 2);
    if (heard === 'passes' && (k + 1) % 20 === 0) observe(errors.at(-1)!);
  }
  return errors;
}

/** The mean of (2 error - 1), which is w^2, over the last tenth. */
export function endOf(errors: readonly number[]): number {
  const tail = errors.slice(-Math.floor(errors.length / 10));
  return tail.reduce((sum, error) => sum + 2 * error - 1, 0) / tail.length;
}

/** Descends |x| from far off with steps of the rate: where it is after so many updates. */
export function descendAbs(rate: Rate, start: number, updates: number): number {
  let x = start;
  for (let k = 0; k < updates; k++) x -= rate(k) * Math.sign(x);
  return Math.abs(x);
}

/** The values of a schedule at steps 0, 1, ..., count. */
export const curveOf = (schedule: Schedule | Rate, count: number): number[] =>
  Array.from({length: count + 1}, (_, step) => schedule(step));

/**
 * The rate and the momentum at which heavy ball is fastest for curvatures 1 and 10:
 * (2 / (1 + sqrt 10))^2 and ((sqrt 10 - 1) / (sqrt 10 + 1))^2.
 */
export const bestHeavyBall = {
  rate: (2 / (1 + Math.sqrt(10))) ** 2,
  momentum: ((Math.sqrt(10) - 1) / (Math.sqrt(10) + 1)) ** 2,
};
