import {readFileSync} from 'node:fs';
import {expect} from 'chai';
import type {Schedule} from '../../schedules/index.ts';
import {
  cosineDecay,
  cosineRestarts,
  exponentialDecay,
  inverseTimeDecay,
  piecewiseConstant,
  polynomialDecay,
  warmup,
} from '../../schedules/index.ts';

interface KerasCase {
  kind: string;
  schedule: string;
  case: string;
  config: Record<string, number> & {staircase: boolean; cycle: boolean; boundaries: number[]; values: number[]};
  steps: number[];
  golden: number[];
}

const file = new URL('../fixtures/keras.json', import.meta.url);
const cases = JSON.parse(readFileSync(file, 'utf8')) as KerasCase[];

/** Keras's schedules in our words. `alpha` is there a fraction of the first value, here `end` is a value. */
const translate: Record<string, (config: KerasCase['config']) => Schedule> = {
  ExponentialDecay: ({initial_learning_rate: value, decay_rate: gamma, decay_steps: every, staircase}) =>
    exponentialDecay(value!, {gamma: gamma!, every: every!, staircase}),
  InverseTimeDecay: ({initial_learning_rate: value, decay_rate: k, decay_steps: every, staircase}) =>
    inverseTimeDecay(value!, {k: k!, every: every!, staircase}),
  PolynomialDecay: ({initial_learning_rate: value, decay_steps: steps, end_learning_rate: end, power, cycle}) =>
    polynomialDecay(value!, {steps: steps!, end: end!, power: power!, cycle}),
  // There the step that equals a boundary keeps the old value, here it has the new one.
  PiecewiseConstantDecay: ({boundaries, values}) =>
    piecewiseConstant(
      boundaries.map((boundary) => boundary + 1),
      values,
    ),
  // With a warm-up, there the first value is where the ramp starts, and decay_steps counts from its end, as here.
  CosineDecay: ({
    initial_learning_rate: value,
    decay_steps: steps,
    alpha = 0,
    warmup_target: peak,
    warmup_steps: ramp,
  }) =>
    peak === undefined
      ? cosineDecay(value!, {steps: steps!, end: alpha * value!})
      : warmup(cosineDecay(peak, {steps: steps!, end: alpha * peak}), {steps: ramp!, from: value!}),
  CosineDecayRestarts: ({initial_learning_rate: value, first_decay_steps: steps, t_mul, m_mul, alpha}) =>
    cosineRestarts(value!, {steps: steps!, stepsFactor: t_mul!, peakFactor: m_mul!, end: alpha! * value!}),
};

describe('schedules equal the published values of Keras', () => {
  const scheduleCases = cases.filter(({kind}) => kind === 'schedule');

  it('all 21 of them', () => expect(scheduleCases).to.have.length(21));

  for (const {schedule, case: name, config, steps, golden} of scheduleCases) {
    it(`${schedule} ${name}`, () => {
      const rate = translate[schedule]!(config);
      let compared = 0;
      for (const [index, step] of steps.entries()) {
        if (step < 0) {
          // Keras tries step -999 once; here a negative step is an error.
          expect(() => rate(step)).to.throw(RangeError);
          continue;
        }
        expect(rate(step), `step ${step}`).to.be.closeTo(golden[index]!, 1e-6 * Math.max(1, Math.abs(golden[index]!)));
        compared++;
      }
      expect(compared).to.be.greaterThan(0);
    });
  }
});
