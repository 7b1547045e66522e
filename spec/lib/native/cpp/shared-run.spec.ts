import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {nativeOnly, wave} from '../native-only.ts';
import {wantedSources} from '../../../../lib/native/trace/compare.ts';
import {buildGraph} from '../../../../lib/native/graph/build-graph.ts';
import {loadGraph} from '../../../../lib/native/graph/load-graph.ts';
import {nativeBackend, nativeId} from '../../../../lib/native/binding.ts';
import {splitRows} from '../../../../lib/native/optimize/split-rows.ts';
import type {Threads} from '../../../../lib/native/graph/build-graph.ts';
import {traceCall} from '../../../../lib/native/trace/trace.ts';
import {flattenTree} from '../../../../lib/native/trace/tree.ts';
import {rewrite} from '../../../../lib/native/optimize/rewrite.ts';

type Fn = (x: tf.Tensor) => tf.Tensor;

// Where the binding has no helper, both are TensorFlow's threads, and have to agree all the same.
describe('runs with a helper', () => {
  before(function () {
    nativeOnly(this);
  });

  /** A function as a graph in two parts, which takes x and gives numbers. */
  function graphOf(fn: Fn, x: tf.Tensor, threads: Threads): {run: (x: tf.Tensor) => Float32Array; free: () => void} {
    const backend = nativeBackend()!;
    const {binding} = backend;
    const call = fn as (...args: unknown[]) => unknown;
    const {result, trace} = traceCall(backend, call, flattenTree([x], 'it'), false);
    tf.dispose(result as tf.Tensor);
    const wanted = splitRows(rewrite(wantedSources(trace), backend), binding, 2);
    const {nodes, feeds, fetches} = buildGraph(binding, wanted, {threads});
    const session = loadGraph(binding, nodes);
    const run = (given: tf.Tensor): Float32Array => {
      const ids = feeds.map(({feed}) => nativeId(backend, feed.kind === 'captured' ? feed.dataId : given.dataId));
      const [output] = binding.runSavedModel(session, ids, feeds.map(({name}) => name).join(), fetches.join());
      const values = Float32Array.from(binding.tensorDataSync(output!.id) as Float32Array);
      binding.deleteTensor(output!.id);
      return values;
    };
    return {run, free: () => binding.deleteSavedModel(session)};
  }

  it('give what TensorFlow gives on its own threads, a thousand times', () => {
    tf.tidy(() => {
      const w = tf.keep(tf.tensor2d(wave(1, 200 * 1500), [200, 1500]));
      const fn: Fn = (x) => tf.sum(tf.relu(tf.matMul(tf.relu(tf.matMul(x, w)), w, false, true)), 0);
      const inputs = [2, 3, 4].map((seed) => tf.tensor2d(wave(seed, 64 * 200), [64, 200]));
      const [shared, plain] = [graphOf(fn, inputs[0]!, 'shared'), graphOf(fn, inputs[0]!, undefined)];
      const expected = inputs.map(plain.run);
      expect(Math.max(...expected[0]!)).to.be.above(1);
      for (let i = 0; i < 1000; i++) expect(shared.run(inputs[i % 3]!)).to.deep.equal(expected[i % 3]);
      shared.free();
      plain.free();
      w.dispose();
    });
  });

  it('take numbers below 1.2e-38 for zero on every thread', () => {
    tf.tidy(() => {
      const x = tf.mul(tf.ones([2000]), 1e-30);
      const fn: Fn = (y) => tf.stack(Array.from({length: 64}, (_, i) => tf.sum(tf.mul(y, 1e-10 * (i + 1)))));
      for (const threads of ['caller', 'shared', undefined] as const) {
        const graph = graphOf(fn, x, threads);
        for (let i = 0; i < 3; i++) expect(Math.max(...graph.run(x)), threads).to.equal(0);
        graph.free();
      }
    });
  });

  it('tell what went wrong, and run on', () => {
    tf.tidy(() => {
      const indices = tf.tensor1d([0, 1], 'int32');
      const table = tf.tensor1d([5, 6, 7]);
      const fn: Fn = (x) => tf.gather(table, x);
      const [shared, plain] = [graphOf(fn, indices, 'shared'), graphOf(fn, indices, undefined)];
      const messageOf = (run: (x: tf.Tensor) => Float32Array): string => {
        try {
          run(tf.tensor1d([1, 9], 'int32'));
          return 'nothing';
        } catch (error) {
          return String(error).replaceAll(/(caller|shared)\//g, '');
        }
      };
      expect(messageOf(shared.run)).to.include('9 is not in [0, 3)');
      expect(messageOf(plain.run)).to.include('9 is not in [0, 3)');
      expect([...shared.run(indices)]).to.deep.equal([5, 6]);
      shared.free();
      plain.free();
    });
  });
});
