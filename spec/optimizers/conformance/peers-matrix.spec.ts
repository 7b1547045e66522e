import {readFileSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {optimizerCatalogue} from '../../../optimizers/index.ts';

interface Problem {
  readonly shape: number[];
  readonly start: number[];
  readonly gradients: number[][];
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
  readFileSync(new URL('../../fixtures/peers/matrix.json', import.meta.url), 'utf8'),
) as {problems: Record<string, Problem>; cases: Case[]};

/** The greatest difference of the path from that of the peer, by the length of the way from the start. */
function worst({rule, rate, options, problem, values}: Case): number {
  const {shape, start, gradients} = problems[problem]!;
  const optimizer = optimizerCatalogue[rule]!.create(rate, options);
  const w = tf.tidy(() => tf.variable(tf.tensor(start, shape), true, `peers/${rule}/kernel`));
  const way = Math.max(...values.flatMap((all) => all.map((value, i) => Math.abs(value - start[i]!))));
  let difference = 0;
  for (const [t, gradient] of gradients.entries()) {
    tf.tidy(() => optimizer.applyGradients({[w.name]: tf.tensor(gradient, shape)}));
    const expected = values[t]!;
    for (const [i, value] of w.dataSync().entries()) {
      difference = Math.max(difference, Math.abs(value - expected[i]!) / way);
    }
  }
  optimizer.dispose();
  w.dispose();
  return difference;
}

describe('matrix rules of other libraries', () => {
  for (const each of cases) {
    const options = Object.entries(each.options).map(([name, value]) => `${name}=${String(value)}`);
    it(`${each.rule} is that of ${each.peer}: ${each.problem} ${options.join(' ')}`, () => {
      expect(worst(each)).to.be.below(1e-5);
    });
  }
});
