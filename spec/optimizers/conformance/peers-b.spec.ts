import {readFileSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {optimizerCatalogue} from '../../../optimizers/index.ts';
import {linearDecay} from '../../../schedules/index.ts';
import {read} from '../gradients.ts';

/** What `rules-b.py` has written: the values of all variables after the updates `seen`, one after the other. */
interface Fixture {
  readonly shapes: number[][];
  readonly seen: number[];
  readonly starts: number[][];
  readonly gradients: number[][][];
  readonly cases: readonly {
    readonly rule: string;
    readonly peer: string;
    readonly rate: number;
    /** Whether the rate falls to its half. */
    readonly falls: boolean;
    readonly fromZero?: boolean;
    readonly options: Record<string, number | boolean | string>;
    /** Where the peer is not run as it comes. */
    readonly note?: string;
    readonly values: number[][];
  }[];
}

const {shapes, seen, starts, gradients, cases} = JSON.parse(
  readFileSync(new URL('../../fixtures/peers/rules-b.json', import.meta.url), 'utf8'),
) as Fixture;

type Case = Fixture['cases'][number];

/** The greatest difference of an element, relative to the greatest element of its variable at that update. */
function difference({rule, rate, falls, fromZero = false, options, values}: Case, factor = 1): number {
  const create = optimizerCatalogue[rule]!.create;
  const steps = gradients.length;
  const schedule = falls ? linearDecay(rate * factor, {end: (rate * factor) / 2, steps}) : rate * factor;
  const optimizer = create(schedule, {...options, weightDecayOn: 'all'});
  const variables = shapes.map((shape, i) =>
    tf.tidy(() => tf.variable(fromZero ? tf.zeros(shape) : tf.tensor(starts[i]!, shape))),
  );
  let worst = 0;
  for (const [t, given] of gradients.entries()) {
    tf.tidy(() =>
      optimizer.applyGradients(variables.map(({name, shape}, i) => ({name, tensor: tf.tensor(given[i]!, shape)}))),
    );
    const row = values[seen.indexOf(t + 1)];
    if (row === undefined) continue;
    let from = 0;
    for (const actual of read(variables)) {
      const expected = row.slice(from, from + actual.length);
      from += actual.length;
      const scale = Math.max(...expected.map(Math.abs));
      for (const [i, value] of actual.entries()) worst = Math.max(worst, Math.abs(value - expected[i]!) / scale);
    }
  }
  optimizer.dispose();
  tf.dispose(variables);
  return worst;
}

describe('traces of other libraries', () => {
  for (const each of cases) {
    const {rule, peer, options, falls} = each;
    const given = Object.entries(options).map(([name, value]) => `${name}=${value}`);
    it([rule, ...given, ...(falls ? ['falling rate'] : []), `as ${peer}`].join(' '), () => {
      const before = tf.memory().numTensors;
      expect(difference(each)).to.be.below(1e-5);
      expect(difference(each, 1.001), 'is able to fail').to.be.above(1e-5);
      expect(tf.memory().numTensors).to.equal(before);
    });
  }
});
