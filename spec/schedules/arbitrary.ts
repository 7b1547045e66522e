import * as fc from 'fast-check';
import type {Schedule} from '../../schedules/index.ts';
import * as make from '../../schedules/index.ts';

const value = fc.double({min: 1e-6, max: 10, noNaN: true});
const steps = fc.integer({min: 1, max: 200});
const flag = fc.boolean();

/** Random schedules that never rise, with the least value that each may have. */
export const decaying: fc.Arbitrary<{schedule: Schedule; least: number; greatest: number}> = fc.oneof(
  value.map((v) => ({schedule: make.constant(v), least: v, greatest: v})),
  fc.tuple(value, fc.double({min: 0, max: 1, noNaN: true}), steps).map(([v, drop, every]) => ({
    schedule: make.stepDecay(v, {drop, every}),
    least: 0,
    greatest: v,
  })),
  fc.tuple(value, fc.double({min: 0, max: 1, noNaN: true})).map(([v, k]) => ({
    schedule: make.exponentialDecay(v, {k}),
    least: 0,
    greatest: v,
  })),
  fc.tuple(value, fc.double({min: 0.01, max: 1, noNaN: true}), steps, flag).map(([v, gamma, every, staircase]) => ({
    schedule: make.exponentialDecay(v, {gamma, every, staircase}),
    least: 0,
    greatest: v,
  })),
  fc.tuple(value, value, steps, flag).map(([v, k, every, staircase]) => ({
    schedule: make.inverseTimeDecay(v, {k, every, staircase}),
    least: 0,
    greatest: v,
  })),
  fc.tuple(value, value, value).map(([v, s, c]) => ({schedule: make.powerDecay(v, {s, c}), least: 0, greatest: v})),
  fc.tuple(value, value, steps, value).map(([a, b, n, power]) => {
    const [end, start] = [Math.min(a, b), Math.max(a, b)];
    return {schedule: make.polynomialDecay(start, {end, steps: n, power}), least: end, greatest: start};
  }),
  fc.tuple(value, value, steps).map(([a, b, n]) => {
    const [end, start] = [Math.min(a, b), Math.max(a, b)];
    return {schedule: make.cosineDecay(start, {end, steps: n}), least: end, greatest: start};
  }),
  fc.tuple(value, value, steps).map(([a, b, n]) => {
    const [end, start] = [Math.min(a, b), Math.max(a, b)];
    return {schedule: make.rex(start, {end, steps: n}), least: end, greatest: start};
  }),
  fc.tuple(value, value).map(([a, b]) => ({schedule: make.diminishing({a, b}), least: 0, greatest: a / (b + 1)})),
  value.map((a) => ({schedule: make.inverseSqrt(a), least: 0, greatest: a})),
);

const boundaries = fc
  .uniqueArray(fc.integer({min: 1, max: 300}), {minLength: 1, maxLength: 3})
  .map((list) => list.toSorted((a, b) => a - b));

/** Random schedules of every kind that the package makes, up to three deep, some of which have observed metrics. */
export const anySchedule: fc.Arbitrary<Schedule> = fc.letrec<{any: Schedule; leaf: Schedule}>((tie) => ({
  leaf: fc.oneof(
    decaying.map(({schedule}) => schedule),
    fc
      .tuple(boundaries, fc.array(value, {minLength: 4, maxLength: 4}))
      .map(([list, values]) => make.piecewiseConstant(list, values.slice(0, list.length + 1))),
    fc.tuple(value, value, steps, flag).map(([v, end, n, cycle]) => make.polynomialDecay(v, {end, steps: n, cycle})),
    fc
      .tuple(value, value, steps, fc.double({min: 1, max: 3, noNaN: true}))
      .map(([v, end, n, stepsFactor]) => make.cosineRestarts(v, {end, steps: n, stepsFactor, peakFactor: 0.9})),
    fc
      .tuple(value, steps, flag, flag)
      .map(([v, n, threePhase, late]) => make.oneCycle(v, {steps: n, threePhase, inclusive: late && n > 4})),
    fc
      .tuple(
        value,
        value,
        steps,
        fc.constantFrom('triangular' as const, 'triangular2' as const, 'exponential' as const),
      )
      .map(([v, peak, up, mode]) => make.cyclic(v, {peak, up, mode, gamma: 0.99})),
    fc
      .tuple(value, steps, steps, steps, fc.constantFrom('sqrt' as const, 'linear' as const, 'cosine' as const))
      .map(([v, warmup, stable, decay, shape]) => make.warmupStableDecay(v, {warmup, stable, decay, shape})),
    fc
      .tuple(value, fc.array(value, {maxLength: 8}), fc.constantFrom('min' as const, 'max' as const))
      .map(([v, metrics, mode]) => {
        const schedule = make.reduceOnPlateau(v, {patience: 1, cooldown: 1, mode});
        for (const metric of metrics) schedule.observe?.(metric);
        return schedule;
      }),
    fc.tuple(value, fc.array(value, {maxLength: 8})).map(([v, metrics]) => {
      const schedule = make.reduceOnIncrease(v);
      for (const metric of metrics) schedule.observe?.(metric);
      return schedule;
    }),
  ),
  any: fc.oneof(
    {maxDepth: 3, depthSize: 'small'},
    tie('leaf'),
    fc.tuple(tie('any'), steps, value).map(([inner, n, from]) => make.warmup(inner, {steps: n, from})),
    fc
      .tuple(boundaries, fc.array(tie('any'), {minLength: 4, maxLength: 4}))
      .map(([list, children]) => make.sequence(children.slice(0, list.length + 1), list)),
    fc.array(tie('any'), {minLength: 1, maxLength: 3}).map((children) => make.product(...children)),
    fc.tuple(tie('any'), steps).map(([inner, updates]) => make.perEpoch(inner, updates)),
  ),
})).any;
