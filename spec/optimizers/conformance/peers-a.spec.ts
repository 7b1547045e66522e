import {readFileSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import type {UpdateRule} from '../../../optimizers/base/index.ts';
import {optimizerCatalogue} from '../../../optimizers/index.ts';
import {defineSchedule} from '../../../schedules/define.ts';

type Values = number[][];

interface Case {
  readonly peer: string;
  readonly rule: string;
  readonly rate: number;
  /** Ours, and whether the peer adds epsilon before the bias correction. */
  readonly options: Record<string, number | boolean | string> & {readonly epsilonBefore?: boolean};
  /** After the updates that are shown. */
  readonly values: Values[];
}

interface Fixture {
  readonly shapes: number[][];
  readonly starts: Values;
  readonly gradients: Values[];
  readonly shown: number[];
  readonly cases: Case[];
}

// Written by the program of the same name beside it.
const fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/peers/rules-a.json', import.meta.url), 'utf8'),
) as Fixture;

/** Epsilon before the correction is one after it that falls with t. */
function epsilonBefore(epsilon: number, beta2: number) {
  return defineSchedule(
    'epsilonBefore',
    () => ({}),
    (step) => epsilon / Math.sqrt(1 - beta2 ** (step + 1)),
  );
}

function make({rule, rate, options: {epsilonBefore: before, ...options}}: Case): UpdateRule {
  const {epsilon, beta2 = 0.999} = options;
  const more = before ? {epsilon: epsilonBefore(epsilon as number, beta2 as number)} : {};
  return optimizerCatalogue[rule]!.create(rate, {...options, ...more});
}

/** The greatest difference from the trace, relative to the greatest value of the variable at the time. */
function deviation(trace: Case, optimizer = make(trace)): number {
  const {shapes, starts, gradients, shown} = fixture;
  const variables = shapes.map((shape, i) =>
    tf.tidy(() => tf.variable(tf.tensor(starts[i]!, shape), true, `peers${i}/kernel`)),
  );
  let worst = 0;
  for (const [t, update] of gradients.entries()) {
    tf.tidy(() =>
      optimizer.applyGradients(variables.map(({name}, i) => ({name, tensor: tf.tensor(update[i]!, shapes[i])}))),
    );
    const expected = trace.values[shown.indexOf(t + 1)];
    for (const [i, values] of (expected ?? []).entries()) {
      const scale = Math.max(...values.map(Math.abs));
      const gaps = [...variables[i]!.dataSync()].map((value, j) => Math.abs(value - values[j]!) / scale);
      worst = Math.max(worst, ...gaps);
    }
  }
  optimizer.dispose();
  tf.dispose(variables);
  return worst;
}

describe('traces of other libraries', () => {
  for (const trace of fixture.cases) {
    it(`${trace.rule}: ${trace.peer} ${JSON.stringify(trace.options)}`, () => {
      expect(deviation(trace)).to.be.below(1e-5);
    });
  }

  it('are not followed by a rule that is a little off', () => {
    for (const trace of fixture.cases) {
      expect(deviation(trace, make({...trace, rate: trace.rate * 1.001})), trace.rule).to.be.above(1e-5);
    }
  });
});
