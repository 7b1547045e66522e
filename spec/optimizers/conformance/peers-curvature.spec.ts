import {readFileSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {optimizerCatalogue} from '../../../optimizers/index.ts';

interface Problem {
  readonly shape: number[];
  readonly start: number[];
  /** The factors of w^4 / 4, w^2 / 2 and w, for each update. */
  readonly losses: [quartic: number[], square: number[], slope: number[]][];
}

interface Case {
  readonly rule: string;
  readonly peer: string;
  readonly rate: number;
  readonly options: Record<string, number | boolean | string>;
  readonly problem: string;
  readonly values: number[][];
}

const {problems, cases} = JSON.parse(
  readFileSync(new URL('../../fixtures/peers/curvature-rules.json', import.meta.url), 'utf8'),
) as {problems: Record<string, Problem>; cases: Case[]};

/** The sum of a w^4 / 4 + c w^2 / 2 + b w, whose Hessian is diagonal: z (H z) is the diagonal whatever z is. */
function separable(w: tf.Tensor, factors: readonly number[][]): tf.Scalar {
  const [quartic, square, slope] = factors.map((each) => tf.tensor(each, w.shape)) as [tf.Tensor, tf.Tensor, tf.Tensor];
  const squared = tf.square(w);
  const terms = [tf.mul(tf.div(quartic, 4), tf.square(squared)), tf.mul(tf.div(square, 2), squared), tf.mul(slope, w)];
  return tf.sum(tf.addN(terms));
}

/** The greatest difference of the path from that of the peer, by the length of the way from the start. */
function worst({rule, rate, options, problem, values}: Case): number {
  const {shape, start, losses} = problems[problem]!;
  const optimizer = optimizerCatalogue[rule]!.create(rate, options);
  const w = tf.tidy(() => tf.variable(tf.tensor(start, shape), true, `peers/${rule}/kernel`));
  const way = Math.max(...values.flatMap((all) => all.map((value, i) => Math.abs(value - start[i]!))));
  let difference = 0;
  for (const [t, factors] of losses.entries()) {
    optimizer.minimize(() => separable(w, factors), false, [w]);
    const expected = values[t]!;
    for (const [i, value] of w.dataSync().entries()) {
      difference = Math.max(difference, Math.abs(value - expected[i]!) / way);
    }
  }
  optimizer.dispose();
  w.dispose();
  return difference;
}

describe('rules that use curvature, of other libraries', () => {
  for (const each of cases) {
    const options = Object.entries(each.options).map(([name, value]) => `${name}=${String(value)}`);
    it(`${each.rule} is that of ${each.peer}: ${each.problem} ${options.join(' ')}`, () => {
      const before = tf.memory().numTensors;
      const found = worst(each);
      expect(found).to.be.below(3e-6);
      expect(tf.memory().numTensors).to.equal(before);
    });
  }
});
