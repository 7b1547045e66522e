import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {nativeBackend, nativeId} from '../../../../lib/native/binding.ts';
import {wantedSources} from '../../../../lib/native/trace/compare.ts';
import {buildGraph} from '../../../../lib/native/graph/build-graph.ts';
import {loadGraph} from '../../../../lib/native/graph/load-graph.ts';
import {constantNode, reachable, type TraceNode} from '../../../../lib/native/graph/node.ts';
import {rewrite} from '../../../../lib/native/optimize/rewrite.ts';
import {gradientPairs, splitRows} from '../../../../lib/native/optimize/split-rows.ts';
import {traceCall} from '../../../../lib/native/trace/trace.ts';
import {flattenTree} from '../../../../lib/native/trace/tree.ts';
import {nativeOnly, wave} from '../native-only.ts';

const value = (...shape: number[]): TraceNode => constantNode(new Float32Array(0), {shape, dtype: 1});

function product(a: TraceNode, b: TraceNode, flags: string[], ...shape: number[]): TraceNode {
  const attributes = flags.map((name) => ({name, type: 0, value: true}));
  return {
    op: 'MatMul',
    attributes,
    inputs: [a, b].map((node) => ({node, output: 0})),
    outputs: [{shape, dtype: 1}],
  };
}

describe('gradientPairs', () => {
  const [x, dy, other, w] = [value(8, 30), value(8, 20), value(8, 20), value(30, 20)];
  const ofInput = product(dy, w, ['transpose_b'], 8, 30);
  const ofWeights = product(x, dy, ['transpose_a'], 30, 20);
  const count = 2 * 8 * 30 * 20;

  it('are the products for input and weights of one gradient', () => {
    const forward = product(x, w, [], 8, 20);
    expect([...gradientPairs([forward, ofWeights, ofInput], count)]).to.have.members([ofInput, ofWeights]);
  });

  it('are not those of different gradients, single ones and small ones', () => {
    const ofOther = product(x, other, ['transpose_a'], 30, 20);
    expect(gradientPairs([ofInput, ofOther], count).size).to.equal(0);
    expect(gradientPairs([ofWeights], count).size).to.equal(0);
    expect(gradientPairs([ofInput, ofWeights], count + 1).size).to.equal(0);
    const both = product(dy, w, ['transpose_a', 'transpose_b'], 20, 30);
    expect(gradientPairs([both, ofWeights], 0).size).to.equal(0);
  });
});

type Fn = (x: tf.Tensor) => tf.Tensor[];

/** What a function gives, what its graph gives in parts, and the operations of that graph. */
function inParts(fn: Fn, x: tf.Tensor, parts: number): {expected: tf.Tensor[]; actual: tf.Tensor[]; ops: string[]} {
  const backend = nativeBackend()!;
  const {binding} = backend;
  const {result, trace} = traceCall(backend, fn as (...args: unknown[]) => unknown, flattenTree([x], 'it'), false);
  const wanted = splitRows(rewrite(wantedSources(trace), backend), binding, parts);
  const {nodes, feeds, fetches} = buildGraph(binding, wanted);
  const session = loadGraph(binding, nodes);
  const ids = feeds.map(({feed}) => {
    if (feed.kind === 'argument') return nativeId(backend, x.dataId);
    if (feed.kind === 'captured') return nativeId(backend, feed.dataId);
    throw new Error(`not here: ${feed.kind}`);
  });
  const outputs = binding.runSavedModel(session, ids, feeds.map(({name}) => name).join(), fetches.join());
  binding.deleteSavedModel(session);
  const ops = reachable(wanted).map(({op}) => op);
  return {expected: result as tf.Tensor[], actual: outputs.map((each) => backend.createOutputTensor(each)), ops};
}

function expectClose(actual: tf.Tensor, expected: tf.Tensor): void {
  expect(actual.shape).to.deep.equal(expected.shape);
  const greatest = (tensor: tf.Tensor): number => tf.tidy(() => tf.max(tf.abs(tensor)).dataSync()[0]!);
  const scale = greatest(expected);
  expect(scale).to.be.greaterThan(0);
  expect(greatest(tf.sub(actual, expected))).to.be.lessThan(2e-6 * scale);
}

const count = (ops: readonly string[], op: string): number => ops.filter((each) => each === op).length;

describe('splitRows', () => {
  before(function () {
    nativeOnly(this);
  });

  for (const rows of [64, 37]) {
    for (const parts of [2, 3]) {
      it(`gives loss and gradients of a dense network, ${rows} examples in ${parts} parts`, () => {
        tf.tidy(() => {
          const x = tf.tensor2d(wave(1, rows * 500), [rows, 500]);
          const w = tf.tensor2d(wave(2, 500 * 600), [500, 600]).mul(0.1);
          const u = tf.tensor2d(wave(3, 600 * 300), [600, 300]).mul(0.1);
          const b = tf.tensor1d(wave(4, 600));
          const fn: Fn = (input) => {
            const loss = (first: tf.Tensor, bias: tf.Tensor, second: tf.Tensor): tf.Scalar =>
              tf.mean(
                tf.square(
                  tf.matMul(
                    tf.relu(tf.add(tf.matMul(input as tf.Tensor2D, first as tf.Tensor2D), bias)),
                    second as tf.Tensor2D,
                  ),
                ),
              );
            const {value, grads} = tf.valueAndGrads(loss)([w, b, u]);
            return [value, ...grads];
          };
          const {expected, actual, ops} = inParts(fn, x, parts);
          for (const [i, tensor] of actual.entries()) expectClose(tensor, expected[i]!);
          // The gradients of the second layer, for its weights and its input, are one for each of two threads.
          const isPaired = parts === 2 && 2 * rows * 600 * 300 >= 16e6;
          expect(count(ops, 'MatMul')).to.equal(isPaired ? 8 : 5 * parts);
          expect(count(ops, 'OptimRelu')).to.equal(parts);
        });
      });
    }
  }

  it('gives loss and gradients of a convolutional network, without joining on the way', () => {
    tf.tidy(() => {
      const x = tf.tensor4d(wave(1, 10 * 28 * 28 * 3), [10, 28, 28, 3]);
      const filter = tf.tensor4d(wave(2, 5 * 5 * 3 * 16), [5, 5, 3, 16]);
      const second = tf.tensor4d(wave(5, 5 * 5 * 16 * 24), [5, 5, 16, 24]).mul(0.1);
      const fn: Fn = (input) => {
        const loss = (f: tf.Tensor, s: tf.Tensor): tf.Scalar => {
          const hidden = tf.maxPool(
            tf.relu(tf.conv2d(input as tf.Tensor4D, f as tf.Tensor4D, 1, 'same')),
            2,
            2,
            'same',
          );
          return tf.mean(tf.square(tf.conv2d(hidden, s as tf.Tensor4D, 1, 'same')));
        };
        const {value, grads} = tf.valueAndGrads(loss)([filter, second]);
        return [value, ...grads];
      };
      const {expected, actual, ops} = inParts(fn, x, 2);
      for (const [i, tensor] of actual.entries()) expectClose(tensor, expected[i]!);
      expect([
        count(ops, 'Conv2D'),
        count(ops, 'Conv2DBackpropFilter'),
        count(ops, 'Conv2DBackpropInput'),
      ]).to.deep.equal([4, 4, 2]);
      expect([count(ops, 'MaxPool'), count(ops, 'MaxPoolGrad')]).to.deep.equal([2, 2]);
    });
  });

  it('leaves small graphs, single rows and one part as they are', () => {
    tf.tidy(() => {
      const fn: Fn = (x) => [tf.matMul(x, tf.ones([200, 300]))];
      for (const [rows, parts] of [
        [8, 2],
        [3, 2],
        [2000, 1],
      ] as const) {
        const {ops} = inParts(fn, tf.ones([rows, 200]), parts);
        expect(count(ops, 'MatMul')).to.equal(1);
        expect(count(ops, 'SplitV')).to.equal(0);
      }
      expect(count(inParts(fn, tf.ones([2000, 200]), 2).ops, 'MatMul')).to.equal(2);
    });
  });
});
