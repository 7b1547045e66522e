import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {defineSchedule} from '../../../schedules/define.ts';
import {optimizerCatalogue} from '../../../optimizers/index.ts';
import {gradientValues, problem, read, withGradients} from '../gradients.ts';
import type {Reference} from '../references.ts';
import {rules, variants} from '../table.ts';
import type {UpdateRule} from '../../../optimizers/base/index.ts';

const updates = 25;

/** Runs an optimizer beside the reference and returns the greatest difference, relative to the way travelled. */
function deviation(optimizer: UpdateRule, reference: () => Reference): {deviation: number; travelled: number} {
  const p = problem();
  const weights = p.starts.map((values) =>
    values.map((w) => ({w: Math.fround(w), way: Math.abs(w), rule: reference()})),
  );
  let worst = 0;
  for (let t = 1; t <= updates; t++) {
    const gradients = gradientValues(t).map((values) => values.map(Math.fround));
    withGradients(p, gradients, (list) => optimizer.applyGradients(list));
    const actual = read(p.variables);
    for (const [i, row] of weights.entries()) {
      for (const [j, weight] of row.entries()) {
        const next = weight.rule(weight.w, gradients[i]![j]!, t);
        weight.way += Math.abs(next - weight.w);
        weight.w = next;
        worst = Math.max(worst, Math.abs(actual[i]![j]! - next) / weight.way);
      }
    }
  }
  const travelled = Math.max(...weights.flatMap((row, i) => row.map(({w}, j) => Math.abs(w - p.starts[i]![j]!))));
  optimizer.dispose();
  p.dispose();
  return {deviation: worst, travelled};
}

describe('every optimizer against float64 arithmetic', () => {
  for (const variant of variants.filter(({isElementwise}) => isElementwise)) {
    it(variant.label, () => {
      const before = tf.memory().numTensors;
      const result = deviation(variant.create(), () => variant.reference());
      expect(result.deviation).to.be.below(3e-6);
      expect(result.travelled).to.be.above(0.01);
      expect(tf.memory().numTensors).to.equal(before);
    });
  }

  it('is able to fail: a rate that is 0.01 % off is seen', () => {
    const {rate, create, reference} = rules.find(({rule}) => rule === 'adam')!;
    expect(deviation(create(rate * 1.0001), () => reference()).deviation).to.be.above(1e-5);
  });
});

// Numbers that change nothing in these few updates or for gradients that are given, or that are whole.
const idle: Record<string, string[]> = {rprop: ['maxStep'], ademamix: ['warmupSteps'], scheduleFree: ['beta1']};

describe('a schedule as any hyperparameter', () => {
  for (const {rule, rate, create, reference} of [
    ...rules.filter(({isElementwise}) => isElementwise),
    variants.find(({label}) => label.includes('biasCorrection=true momentum'))!,
  ]) {
    const numeric = Object.entries(optimizerCatalogue[rule]!.options).filter(
      ([name, option]) => typeof option.default === 'number' && !idle[rule]?.includes(name),
    );
    for (const [name, base] of [
      ['learningRate', rate] as const,
      ...numeric.map(([name, option]) => [name, option.default as number] as const),
    ]) {
      it(`${rule}: ${name}`, () => {
        // It is called with the number of updates done; rates grow by up to a fifth, the rest goes a fifth of the way to 1.
        const span = name === 'learningRate' ? base : 1 - base;
        const valueAt = (step: number) => base + 0.1 * span * ((step + 1) % 3);
        const schedule = defineSchedule('test', () => ({}), valueAt);
        const optimizer = name === 'learningRate' ? create(schedule) : create(rate, {[name]: schedule});
        const key = name === 'learningRate' ? 'rate' : name;
        expect(deviation(optimizer, () => reference({[key]: (t) => valueAt(t - 1)})).deviation).to.be.below(3e-6);
        const fixed = deviation(create(), () => reference({[key]: (t) => valueAt(t - 1)}));
        expect(fixed.deviation, 'the schedule matters').to.be.above(1e-5);
      });
    }
  }
});
