import {dot, type Vector} from '../../frame/vectors.ts';

/** One unit f(w x + b) on examples, and its descent on the mean of (f(w x + b) - t)^2 / 2. */
export interface Unit {
  readonly w: number;
  readonly b: number;
}

/** The slope of f for z <= 0; 0 makes ReLU, 0.01 leaky ReLU, 1 a linear unit. */
export type Leak = number;

const act = (z: number, leak: Leak): number => (z > 0 ? z : leak * z);
const slope = (z: number, leak: Leak): number => (z > 0 ? 1 : leak);

/** dE/dw = mean of (f - t) f'(z) x, dE/db = mean of (f - t) f'(z) */
export function gradientOf({w, b}: Unit, x: Vector, t: Vector, leak: Leak): Unit {
  const errors = x.map((value, i) => {
    const z = w * value + b;
    return ((act(z, leak) - t[i]!) * slope(z, leak)) / x.length;
  });
  // Adding 0 makes 0 of -0.
  return {w: dot(errors, x) + 0, b: errors.reduce((sum, error) => sum + error, 0) + 0};
}

export const lossOf = ({w, b}: Unit, x: Vector, t: Vector, leak: Leak): number =>
  x.reduce((sum, value, i) => sum + (act(w * value + b, leak) - t[i]!) ** 2 / 2, 0) / x.length;

/** Descends for so many steps, and stops where the numbers leave all bounds. */
export function descend(
  start: Unit,
  [x, t]: readonly [Vector, Vector],
  {rate, steps, leak, hasBias = true}: {rate: number; steps: number; leak: Leak; hasBias?: boolean},
): Unit {
  let unit = start;
  for (let k = 0; k < steps && Math.abs(unit.w) < 1e6; k++) {
    const {w, b} = gradientOf(unit, x, t, leak);
    unit = {w: unit.w - rate * w, b: hasBias ? unit.b - rate * b : unit.b};
  }
  return unit;
}

/** Whether the net input is positive for no example. */
export const isDead = ({w, b}: Unit, x: Vector): boolean => x.every((value) => w * value + b <= 0);

/**
 * The least rate whose first update kills a ReLU without bias, by halving; in closed form w / gradient.
 *
 * w - rate g <= 0, all x > 0
 */
export function deadlyRate(w: number, x: Vector, t: Vector): number {
  let [lives, dies] = [0, 100];
  for (let i = 0; i < 60; i++) {
    const rate = (lives + dies) / 2;
    if (isDead(descend({w, b: 0}, [x, t], {rate, steps: 1, leak: 0, hasBias: false}), x)) dies = rate;
    else lives = rate;
  }
  return dies;
}
