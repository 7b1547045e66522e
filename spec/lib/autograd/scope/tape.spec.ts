import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {secondOrder} from '../../../../lib/autograd/scope/second-order.ts';
import {addNode, onTape, unrecorded, withTape} from '../../../../lib/autograd/scope/tape.ts';
import {engine, type TapeNode} from '../../../../lib/base/engine.ts';
import {scopedTensors} from '../scoped.ts';

const names = (): string[] => engine().state.activeTape!.map(({kernelName}) => kernelName);

/** Without the clones that are kept for gradients. */
const functions = (): string[] => names().filter((name) => name !== 'Identity');

describe('withTape', () => {
  scopedTensors();

  it('has a tape as long as it works, on which is what runs inside of onTape', () => {
    const x = tf.scalar(2);
    const recorded = secondOrder(() =>
      withTape(() => {
        tf.exp(x);
        onTape(() => tf.tanh(x));
        tf.square(x);
        onTape(() => unrecorded(engine(), () => tf.exp(x)));
        return functions();
      }),
    );
    expect(recorded).to.deep.equal(['Tanh']);
    expect([engine().state.activeTape, engine().state.gradientDepth]).to.deep.equal([null, 0]);
  });

  it('frees what its operations keep, at the end or where work throws', () => {
    const x = tf.scalar(2);
    const before = tf.memory().numTensors;
    const saved: tf.Tensor[] = [];
    const work = (fails: boolean) => (): void => {
      // Exp keeps its value, and a copy of it is kept outside of any tidy.
      tf.tidy(() => void onTape(() => tf.exp(x)));
      saved.push(...engine().state.activeTape!.flatMap((node) => node.saved));
      expect(saved.some(({isDisposed}) => !isDisposed)).to.equal(true);
      if (fails) throw new Error('mine');
    };
    secondOrder(() => withTape(work(false)));
    expect(() => secondOrder(() => withTape(work(true)))).to.throw('mine');
    expect(saved.length).to.be.at.least(2);
    expect(saved.every(({isDisposed}) => isDisposed)).to.equal(true);
    expect(tf.memory().numTensors).to.equal(before);
    expect([engine().state.activeTape, engine().state.gradientDepth]).to.deep.equal([null, 0]);
  });

  it('leaves what it recorded to a tape around it, unless work throws', () => {
    const x = tf.scalar(2);
    secondOrder(() =>
      withTape(() =>
        onTape(() => {
          tf.sin(x);
          withTape(() => tf.cos(x));
          expect(functions()).to.deep.equal(['Sin', 'Cos']);
          expect(() =>
            withTape(() => {
              tf.tanh(x);
              throw new Error('mine');
            }),
          ).to.throw('mine');
          expect(functions()).to.deep.equal(['Sin', 'Cos']);
        }),
      ),
    );
  });
});

describe('addNode', () => {
  scopedTensors();

  const alias = (input: tf.Tensor, output: tf.Tensor): TapeNode => ({
    id: output.id,
    kernelName: 'Identity',
    kind: 'alias',
    inputs: {x: input},
    outputs: [output],
    saved: [],
  });

  /** The kernels on a tape that holds some nodes, once another one is added. */
  const order = (nodes: readonly TapeNode[], x: tf.Tensor, y: tf.Tensor, saved: tf.Tensor[]): string[] =>
    withTape(() => {
      engine().state.activeTape!.push(...nodes);
      addNode(engine(), 'Mine', {x}, [tf.scalar(9), y], () => ({}), saved, {});
      return names();
    });

  it('puts an operation before the saved clones of its outputs, and after all else', () => {
    const [x, y, z, copy, other] = Array.from({length: 5}, (_, i) => tf.scalar(i)) as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
    ];
    const copies = () => [tf.keep(copy.clone()), tf.keep(other.clone())] as [tf.Tensor, tf.Tensor];
    const [a, b] = copies();
    expect(order([alias(x, z), alias(y, a), alias(y, b)], x, y, [a, b])).to.deep.equal([
      'Identity',
      'Mine',
      'Identity',
      'Identity',
    ]);
    // A clone of the output that nobody saved, and a saved clone of an input.
    const [c, d] = copies();
    expect(order([alias(y, z), alias(x, c)], x, y, [c, d])).to.deep.equal(['Identity', 'Identity', 'Mine']);
    tf.dispose([a, b, c, d]);
  });

  it('gives TensorFlow.js zeros for what an operation does not depend on', () => {
    const [x, y] = [tf.tensor1d([1, 2]), tf.scalar(3)];
    withTape(() => {
      addNode(engine(), 'Mine', {x, y}, [tf.scalar(0)], () => ({x: null, y: () => tf.scalar(7)}), [], {});
      const {x: dx, y: dy} = engine().state.activeTape![0]!.gradient!([tf.scalar(1)]);
      expect([...dx!().dataSync()]).to.deep.equal([0, 0]);
      expect(dy!().dataSync()[0]).to.equal(7);
    });
  });

  it('gives it zeros for steps, and no gradient at all of what has none', () => {
    const [x, y] = [tf.tensor1d([1.5, 2]), tf.scalar(3)];
    const asked = (): never => {
      throw new Error('asked a step for its derivative');
    };
    withTape(() => {
      addNode(engine(), 'Step', {x}, [y], asked, [], {});
      addNode(engine(), 'Step', {x}, [y], null, [], {});
      addNode(engine(), 'Mine', {x}, [y], null, [], {});
      const [known, unknown, mine] = engine().state.activeTape!;
      for (const node of [known, unknown])
        expect([...node!.gradient!([tf.scalar(1)])['x']!().dataSync()]).to.deep.equal([0, 0]);
      expect(mine).not.to.have.property('gradient');
    });
  });

  it('asks for a derivative with zeros for the outputs that lead nowhere', () => {
    const x = tf.scalar(2);
    const [first, second] = [tf.tensor1d([1, 2]), tf.scalar(3)];
    const seen: number[][] = [];
    withTape(() => {
      addNode(
        engine(),
        'Mine',
        {x},
        [first, second],
        (dys) => {
          seen.push(...(dys as tf.Tensor[]).map((dy) => [...dy.dataSync()]));
          return {x: null};
        },
        [],
        {},
      );
      engine().state.activeTape![0]!.derivatives!([null, tf.scalar(5)]);
    });
    expect(seen).to.deep.equal([[0, 0], [5]]);
  });
});
