import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {compile} from '../../../../lib/native/index.ts';
import {giveValue, ownTensor, variablesByData} from '../../../../lib/native/trace/variable-data.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {nativeOnly} from '../native-only.ts';

const numbers = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];

describe('variables of a compiled function', () => {
  before(function () {
    nativeOnly(this);
  });

  it('reads variables at each call, also after an assignment from outside', () => {
    const w = tf.variable(tf.tensor1d([1, 2]));
    const fn = compile((x: tf.Tensor) => tf.mul(w, x));
    for (let i = 0; i < 6; i++) {
      const value = tf.tensor1d([i, -i - 1]);
      w.assign(value);
      const [x, y] = [tf.scalar(2), null];
      const result = fn(x) ?? y;
      expect(numbers(result)).to.deep.equal([2 * i, -2 * i - 2]);
      tf.dispose([value, x, result]);
    }
    fn.dispose();
    w.dispose();
  });

  it('writes the variables that the function assigns to, and leaves what others hold of them', () => {
    const w = tf.variable(tf.tensor1d([1, 1]));
    const other = tf.variable(w);
    const fn = compile(() => {
      w.assign(tf.mul(w, 2));
      other.assign(tf.add(other, w));
    });
    const held: tf.Tensor[] = [];
    for (let i = 0; i < 5; i++) {
      held.push(w.clone());
      fn();
    }
    expect(numbers(w)).to.deep.equal([32, 32]);
    expect(numbers(other)).to.deep.equal([63, 63]);
    expect(held.map((tensor) => numbers(tensor)[0])).to.deep.equal([1, 2, 4, 8, 16]);
    fn.dispose();
    tf.dispose([w, other, ...held]);
  });

  it('are told apart by their data, also where they shared it', () => {
    const [a, b] = [tf.variable(tf.ones([2])), tf.variable(tf.zeros([2]))];
    b.assign(a);
    expect(a.dataId).to.equal(b.dataId);
    const byData = variablesByData(nativeBackend()!);
    expect(a.dataId).to.not.equal(b.dataId);
    expect([byData.get(a.dataId), byData.get(b.dataId)]).to.deep.equal([a, b]);
    expect(numbers(b)).to.deep.equal([1, 1]);
    tf.dispose([a, b]);
  });

  it('take a native output as their value, without a new tensor', () => {
    const backend = nativeBackend()!;
    const w = tf.variable(tf.ones([2]));
    const before = tf.memory().numTensors;
    const two = tf.tensor1d([2, 3]);
    const own = ownTensor(backend, two);
    const output = backend.binding.executeOp('Square', [], backend.getInputTensorIds([own]), 1)[0]!;
    giveValue(backend, w, output);
    tf.dispose([two, own]);
    expect(numbers(w)).to.deep.equal([4, 9]);
    expect(tf.memory().numTensors).to.equal(before);
    w.dispose();
  });
});
