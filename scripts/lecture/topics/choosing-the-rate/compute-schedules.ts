import * as schedules from '../../../../schedules/index.ts';
import {curveOf, type Rate} from './compute.ts';

/** A schedule of the library beside its formula, written out once more. */
export interface Written {
  readonly name: string;
  readonly schedule: schedules.Schedule;
  readonly formula: Rate;
}

const {cos, PI: pi, floor, exp, sqrt, min} = Math;

/** From a to b in half a wave. */
const wave = (a: number, b: number, p: number): number => b + ((a - b) * (1 + cos(pi * p))) / 2;

/** Errors that rise at the fifth and at the ninth, and then stay. */
const errors = [9, 7, 6, 5, 6, 5, 4, 3, 4, ...Array.from({length: 22}, () => 3)];

/** What a schedule that watches says after each error. */
function watched(schedule: schedules.Schedule): Rate {
  const values = errors.map((error) => {
    schedule.observe?.(error);
    return schedule(0);
  });
  return (t) => values[Math.floor(t)]!;
}

/** Every schedule of the library over 30 steps, about .2, with its formula in numbers; those that watch hear the same errors. */
export function everySchedule(): Written[] {
  const s = schedules;
  const cosine = (t: number, steps: number): number => wave(0.2, 0, min(1, t / steps));
  const oneCycle = (t: number) => (t < 9 ? wave(0.2 / 25, 0.2, t / 9) : wave(0.2, 0.2 / 25e4, min(1, (t - 9) / 21)));
  const triangle = (t: number): number => 1 - Math.abs((t % 10) / 5 - 1);
  const wsd = (t: number): number => (t < 5 ? (0.2 * t) / 5 : t < 20 ? 0.2 : 0.2 * (1 - sqrt(min(1, (t - 20) / 10))));
  const list: [string, schedules.Schedule, Rate][] = [
    ['constant', s.constant(0.2), () => 0.2],
    ['stepDecay', s.stepDecay(0.2, {drop: 0.5, every: 5}), (t) => 0.2 * 0.5 ** floor(t / 5)],
    ['piecewiseConstant', s.piecewiseConstant([10, 20], [0.2, 0.1, 0.02]), (t) => (t < 10 ? 0.2 : t < 20 ? 0.1 : 0.02)],
    ['exponentialDecay', s.exponentialDecay(0.2, {k: 0.1}), (t) => 0.2 * exp(-0.1 * t)],
    ['inverseTimeDecay', s.inverseTimeDecay(0.2, {k: 1}), (t) => 0.2 / (1 + t)],
    ['powerDecay', s.powerDecay(0.2, {s: 5, c: 0.5}), (t) => 0.2 / sqrt(1 + t / 5)],
    ['polynomialDecay', s.polynomialDecay(0.2, {steps: 30, end: 0, power: 2}), (t) => 0.2 * (1 - t / 30) ** 2],
    ['linearDecay', s.linearDecay(0.2, {steps: 30, end: 0.02}), (t) => 0.2 - (0.18 * t) / 30],
    ['rex', s.rex(0.2, {steps: 30}), (t) => (0.2 * (1 - t / 30)) / (1 - t / 60)],
    ['diminishing', s.diminishing({a: 1, b: 4}), (t) => 1 / (5 + t)],
    ['inverseSqrt', s.inverseSqrt(0.2), (t) => 0.2 / sqrt(t + 1)],
    ['cosineDecay', s.cosineDecay(0.2, {steps: 30}), (t) => cosine(t, 30)],
    ['cosineRestarts', s.cosineRestarts(0.2, {steps: 10}), (t) => cosine(t % 10, 10)],
    ['oneCycle', s.oneCycle(0.2, {steps: 30}), oneCycle],
    ['cyclic', s.cyclic(0.02, {peak: 0.2, up: 5}), (t) => 0.02 + 0.18 * triangle(t)],
    ['warmup', s.warmup(s.cosineDecay(0.2, {steps: 25}), {steps: 5}), (t) => (t < 5 ? 0.04 * t : cosine(t - 5, 25))],
    ['warmupStableDecay', s.warmupStableDecay(0.2, {warmup: 5, stable: 15, decay: 10}), wsd],
    [
      'sequence',
      s.sequence([0.2, s.linearDecay(0.2, {steps: 20, end: 0})], [10]),
      (t) => (t < 10 ? 0.2 : 0.2 - (t - 10) / 100),
    ],
    [
      'product',
      s.product(s.linearDecay(0, {steps: 10, end: 1}), s.inverseSqrt(0.6)),
      (t) => (min(1, t / 10) * 0.6) / sqrt(t + 1),
    ],
    ['perEpoch', s.perEpoch(s.exponentialDecay(0.2, {k: 0.5}), 5), (t) => 0.2 * exp(-0.5 * floor(t / 5))],
    // From 3 at step 7 on nothing is better, so that the fourth bad error in a row, at 11, and then every fourth reduces.
    [
      'reduceOnPlateau',
      s.reduceOnPlateau(0.2, {factor: 0.5, patience: 3}),
      (t) => 0.2 * 0.5 ** floor(Math.max(0, t - 7) / 4),
    ],
    ['reduceOnIncrease', s.reduceOnIncrease(0.2), (t) => (t < 4 ? 0.2 : t < 8 ? 0.1 : 0.05)],
  ];
  return list.map(([name, schedule, formula]) => ({name, schedule, formula}));
}

/** Curves over 30 steps, by the schedule and by its formula. */
export const curvesOf = ({schedule, formula}: Written): {ours: number[]; byFormula: number[]} => ({
  ours: curveOf(schedule.observe === undefined ? schedule : watched(schedule), 30),
  byFormula: curveOf(formula, 30),
});
