import {readFileSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {optimizerCatalogue} from '../../../optimizers/index.ts';
import {constant, linearDecay, warmup as warmUp} from '../../../schedules/index.ts';
import {read} from '../gradients.ts';

/** What `rules-c.py` has written: the values of all variables after the updates `seen`, one after the other. */
interface Fixture {
  /** The loss of update t is `offset + sum of tilts_t w + curvature w^2 / 2`. */
  readonly offset: number;
  readonly curvature: number;
  readonly shapes: number[][];
  readonly seen: number[];
  readonly starts: number[][];
  readonly tilts: number[][][];
  readonly cases: readonly {
    readonly rule: string;
    readonly peer: string;
    readonly rate: number;
    /** Whether the rate falls to its half. */
    readonly falls: boolean;
    readonly fromZero?: boolean;
    /** Updates until the rate is what it is, (t / warmup) of it before. */
    readonly warmup?: number;
    readonly options: Record<string, number | boolean | string>;
    /** Where the peer is not run as it comes. */
    readonly note?: string;
    readonly values: number[][];
  }[];
}

const {offset, curvature, shapes, seen, starts, tilts, cases} = JSON.parse(
  readFileSync(new URL('../../fixtures/peers/rules-c.json', import.meta.url), 'utf8'),
) as Fixture;

type Case = Fixture['cases'][number];

function lossOf(variables: readonly tf.Variable[], tilt: number[][]): tf.Scalar {
  const parts = variables.map((w, i) =>
    tf.sum(tf.add(tf.mul(tf.tensor(tilt[i]!, w.shape), w), tf.mul(tf.square(w), curvature / 2))),
  );
  return tf.add(tf.addN(parts), offset);
}

/** The greatest difference of an element, relative to the greatest element of its variable at that update. */
function difference({rule, rate, falls, warmup = 0, fromZero = false, options, values}: Case, factor = 1): number {
  const steps = tilts.length;
  const full = rate * factor;
  const ramp = warmup > 0 ? warmUp(constant(full), {steps: warmup - 1, from: full / warmup}) : full;
  const schedule = falls ? linearDecay(full, {end: full / 2, steps}) : ramp;
  const optimizer = optimizerCatalogue[rule]!.create(schedule, {...options, weightDecayOn: 'all'});
  const variables = shapes.map((shape, i) =>
    tf.tidy(() => tf.variable(fromZero ? tf.zeros(shape) : tf.tensor(starts[i]!, shape))),
  );
  let worst = 0;
  for (const [t, tilt] of tilts.entries()) {
    optimizer.minimize(() => lossOf(variables, tilt), false, variables);
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

describe('traces of other libraries, of rules that ask for more than gradients', () => {
  for (const each of cases) {
    const {rule, peer, options, falls, warmup} = each;
    const given = Object.entries(options).map(([name, value]) => `${name}=${value}`);
    const course = [...(falls ? ['falling rate'] : []), ...(warmup === undefined ? [] : ['warm-up'])];
    it([rule, ...given, ...course, `as ${peer}`].join(' '), () => {
      const before = tf.memory().numTensors;
      expect(difference(each)).to.be.below(1e-5);
      expect(difference(each, 1.001), 'is able to fail').to.be.above(1e-5);
      expect(tf.memory().numTensors).to.equal(before);
    });
  }
});
