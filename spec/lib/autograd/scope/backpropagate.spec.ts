import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {backpropagate, dependants, holdsGradient, type Seed} from '../../../../lib/autograd/scope/backpropagate.ts';
import {engine, type TapeNode} from '../../../../lib/base/engine.ts';
import {secondOrder} from '../../../../lib/autograd/scope/second-order.ts';
import {onTape, withTape} from '../../../../lib/autograd/scope/tape.ts';
import {expectClose} from '../close.ts';
import {scopedTensors} from '../scoped.ts';

/** Sweeps what `forward` records. */
const sweepOf = (forward: () => readonly Seed[], xs: readonly tf.Tensor[]): (tf.Tensor | null)[] =>
  secondOrder(() =>
    tf.tidy(() =>
      withTape(() => {
        const seeds = onTape(forward);
        return backpropagate(engine().state.activeTape!, seeds, xs) as tf.Tensor[];
      }),
    ),
  );

type Part = Partial<Omit<TapeNode, 'inputs' | 'outputs'>>;

const node = (input: tf.Tensor, output: tf.Tensor, part: Part = {}): TapeNode => ({
  id: output.id,
  kernelName: 'Mine',
  kind: 'function',
  saved: [],
  ...part,
  inputs: {x: input, absent: null},
  outputs: [output],
});

describe('dependants', () => {
  scopedTensors();

  it('follows the tape from some tensors, past nodes that are let through alone', () => {
    const [x, a, b, c, other, d] = Array.from({length: 6}, (_, i) => tf.scalar(i)) as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
    ];
    const tape = [node(x, a), node(other, d), node(a, b, {kind: 'constant'}), node(b, c)];
    const all = dependants(tape, [x], () => true);
    expect(all.nodes).to.deep.equal([tape[0], tape[2], tape[3]]);
    expect([...all.ids]).to.have.members([x.id, a.id, b.id, c.id]);
    const some = dependants(tape, [x], ({kind}) => kind !== 'constant');
    expect(some.nodes).to.deep.equal([tape[0]]);
    expect([...some.ids]).to.have.members([x.id, a.id]);
    expect(dependants(tape, [], () => true).nodes).to.deep.equal([]);
  });
});

describe('backpropagate', () => {
  scopedTensors();

  it('adds up all ways from several outputs', () => {
    const [x, y] = [tf.scalar(0.5), tf.scalar(3)];
    const gradients = sweepOf(() => {
      const middle = tf.tanh(x);
      const [first, second] = [tf.mul(middle, y), tf.add(tf.exp(middle), x)];
      return [
        {output: first, cotangent: tf.scalar(2)},
        {output: second, cotangent: tf.scalar(-7)},
        {output: middle, cotangent: tf.scalar(11)},
      ];
    }, [x, y]) as tf.Tensor[];
    const t = Math.tanh(0.5);
    expectClose(gradients, [(2 * 3 - 7 * Math.exp(t) + 11) * (1 - t * t) - 7, 2 * t], 1e-6);
  });

  it('adds up the cotangents of one output, and takes an output for an x', () => {
    const x = tf.tensor1d([1, 2]);
    const [gradient] = sweepOf(
      () => [
        {output: x, cotangent: tf.tensor1d([1, 2])},
        {output: x, cotangent: tf.tensor1d([10, 20])},
        {output: tf.square(x), cotangent: tf.tensor1d([100, 100])},
      ],
      [x],
    );
    expect([...gradient!.dataSync()]).to.deep.equal([211, 422]);
  });

  it('says null where an output depends by steps or not at all', () => {
    const [x, other] = [tf.scalar(1.5), tf.scalar(2)];
    const cotangent = tf.scalar(1);
    const gradients = sweepOf(() => [{output: tf.mul(tf.floor(x), other), cotangent}], [x, other]);
    expect(gradients[0]).to.equal(null);
    expect(gradients[1]!.dataSync()[0]).to.equal(1);
    expect(sweepOf(() => [{output: tf.square(other), cotangent}], [x])).to.deep.equal([null]);
    expect(sweepOf(() => [], [x])).to.deep.equal([null]);
  });

  it('hands out a tensor of its own for each x', () => {
    const [x, y, cotangent] = [tf.scalar(1), tf.scalar(2), tf.scalar(5)];
    const before = tf.memory().numTensors;
    const gradients = sweepOf(() => [{output: tf.add(x, y), cotangent}], [x, y, x]) as tf.Tensor[];
    expect(new Set([cotangent, ...gradients].map(({id}) => id)).size).to.equal(4);
    expect(tf.memory().numTensors).to.equal(before + 3);
    for (const gradient of gradients) {
      expect(gradient.dataSync()[0]).to.equal(5);
      gradient.dispose();
    }
    expect(cotangent.dataSync()[0]).to.equal(5);
  });

  it('hands out neither the cotangent of an x that is an output nor what somebody keeps', () => {
    const [x, y, cotangent] = [tf.scalar(1), tf.scalar(2), tf.scalar(5)];
    const kept = tf.keep(tf.scalar(3));
    const [same] = backpropagate([], [{output: x, cotangent}], [x]);
    const tape = [node(x, y, {derivatives: () => ({x: () => kept})})];
    const [other] = backpropagate(tape, [{output: y, cotangent}], [x]);
    expect([same, other].map((gradient) => gradient!.dataSync()[0])).to.deep.equal([5, 3]);
    tf.dispose([same!, other!]);
    expect([cotangent, kept].map((tensor) => tensor.dataSync()[0])).to.deep.equal([5, 3]);
    kept.dispose();
  });

  it('passes aliases without an operation', () => {
    const [x, y, cotangent] = [tf.scalar(1), tf.scalar(1), tf.scalar(5)];
    const asked = (): never => {
      throw new Error('asked an alias for its derivative');
    };
    const alias = node(x, y, {kind: 'alias', derivatives: asked, gradient: asked});
    const [gradient] = backpropagate([alias], [{output: y, cotangent}], [x]);
    expect(gradient!.dataSync()[0]).to.equal(5);
  });

  it('asks a node that was recorded outside of a scope for its gradient', () => {
    const [x, y, cotangent] = [tf.scalar(1), tf.scalar(1), tf.scalar(5)];
    const plain: TapeNode = {
      id: 1,
      kernelName: 'Mine',
      inputs: {x},
      outputs: [y],
      saved: [],
      gradient: ([dy]) => ({x: () => tf.mul(dy!, 3)}),
    };
    expect(backpropagate([plain], [{output: y, cotangent}], [x])[0]!.dataSync()[0]).to.equal(15);
  });

  it('names what has no gradient on the way, and only there', () => {
    const [x, y, z, cotangent] = [tf.scalar(1), tf.scalar(1), tf.scalar(1), tf.scalar(1)];
    const before = tf.memory().numTensors;
    const call = (part: Part, output = y) => {
      const tape = [node(x, y, part), node(x, z, {derivatives: () => ({x: () => tf.scalar(7)})})];
      return () => backpropagate(tape, [{output, cotangent}], [x]);
    };
    expect(call({derivatives: null})).to.throw(Error, 'no gradient is known for Mine; write');
    expect(call({derivatives: () => ({})})).to.throw(Error, 'for Mine with respect to its input x;');
    expect(call({derivatives: () => ({x: () => tf.ones([3])})})).to.throw(
      Error,
      'the gradient of Mine with respect to its input x is float32 of shape [3], where the input has the shape []',
    );
    expect(call({derivatives: () => ({x: () => tf.scalar(1, 'int32')})})).to.throw(Error, 'is int32 of shape []');
    expect(tf.memory().numTensors).to.equal(before);
    expect(call({derivatives: () => ({x: null})})()).to.deep.equal([null]);
    expect(call({derivatives: null}, z)()[0]!.dataSync()[0]).to.equal(7);
  });

  it('marks a tape that holds operations of a gradient', () => {
    const x = tf.scalar(2);
    secondOrder(() =>
      tf.tidy(() =>
        withTape(() => {
          const output = onTape(() => tf.square(x));
          const tape = engine().state.activeTape!;
          const sweep = (): (tf.Tensor | null)[] => backpropagate(tape, [{output, cotangent: tf.scalar(1)}], [x]);
          sweep();
          expect(holdsGradient(tape)).to.equal(false);
          const [gradient] = onTape(sweep);
          expect(holdsGradient(tape)).to.equal(true);
          const [second] = backpropagate(tape, [{output: gradient!, cotangent: tf.scalar(1)}], [x]);
          expect(second!.dataSync()[0]).to.equal(2);
        }),
      ),
    );
  });
});
