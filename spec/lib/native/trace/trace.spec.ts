import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {traceCall} from '../../../../lib/native/trace/trace.ts';
import {flattenTree} from '../../../../lib/native/trace/tree.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {sgd} from '../../../../optimizers/index.ts';
import {nativeOnly} from '../native-only.ts';

describe('traceCall', () => {
  before(function () {
    nativeOnly(this);
  });

  it('does what the function does and tells what it returned, assigned and updated', () => {
    const w = tf.variable(tf.scalar(3));
    const optimizer = sgd(0.5);
    const x = tf.scalar(2);
    const before = tf.memory().numTensors;
    const fn = (y: unknown): tf.Tensor => optimizer.minimize(() => tf.mul(w, y as tf.Tensor), true, [w])!;
    const {result, trace} = traceCall(nativeBackend()!, fn, flattenTree([x], 'it'), true);
    expect((result as tf.Tensor).dataSync()[0]).to.equal(6);
    expect(w.dataSync()[0]).to.equal(2);
    expect(tf.memory().numTensors).to.equal(before + 1);
    expect(trace.returned).to.have.length(1);
    expect(trace.assigned.map(({variable}) => variable)).to.deep.equal([w]);
    expect(trace.updates.map((update) => update.optimizer)).to.deep.equal([optimizer]);
    expect(trace.isSettled).to.equal(true);
    tf.dispose([result as tf.Tensor, x, w]);
  });

  it('is not settled where the call makes variables', () => {
    const made: tf.Variable[] = [];
    const fn = (): void => void made.push(tf.variable(tf.scalar(1)));
    const {trace} = traceCall(nativeBackend()!, fn, flattenTree([], 'it'), true);
    expect(trace.isSettled).to.equal(false);
    tf.dispose(made);
  });
});
