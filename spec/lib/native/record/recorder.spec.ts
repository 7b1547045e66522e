import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {Recorder} from '../../../../lib/native/record/recorder.ts';
import {watched} from '../../../../lib/native/record/watched.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {nativeOnly} from '../compile/native-only.ts';

describe('Recorder', () => {
  before(function () {
    nativeOnly(this);
  });

  it('writes operations down with the origin of their inputs', () => {
    const backend = nativeBackend()!;
    tf.tidy(() => {
      const x = tf.tensor1d([1, 2]);
      const recorder = new Recorder(backend, (dataId) => ({kind: 'captured', dataId}));
      const source = watched(backend, recorder, () => recorder.sourceOf(tf.add(tf.neg(x), 3).dataId));
      const [left, right] = source.node.inputs;
      expect(source.node.op).to.match(/^Add/);
      expect(left!.node.op).to.equal('Neg');
      expect(left!.node.inputs[0]!.node.feed).to.deep.equal({kind: 'captured', dataId: x.dataId});
      expect([...right!.node.values!]).to.deep.equal([3]);
    });
  });

  it('binds announced numbers to the scalars that carry them, in their order', () => {
    const backend = nativeBackend()!;
    tf.tidy(() => {
      const recorder = new Recorder(backend, (dataId) => ({kind: 'captured', dataId}));
      const nodes = watched(backend, recorder, () => {
        recorder.numbers.expect(4, {rate: 0.1, same: 0.1}, 7);
        const sources = [5, 0.1, 0.1, 0.1, 7, 7].map((number) => recorder.sourceOf(tf.scalar(number).dataId));
        recorder.numbers.end();
        return [...sources, recorder.sourceOf(tf.scalar(7).dataId)].map(({node}) => node);
      });
      const names = nodes.map(({feed}) => (feed?.kind === 'number' ? feed.name : null));
      expect(names).to.deep.equal([null, 'rate', 'same', null, 'shrinkage', 'shrinkage', null]);
    });
  });

  it('adds up what must be finite', () => {
    const backend = nativeBackend()!;
    const recorder = new Recorder(backend, (dataId) => ({kind: 'captured', dataId}));
    expect(recorder.conditions.all()).to.equal(null);
    const answers = tf.tidy(() =>
      watched(backend, recorder, () => {
        const half = (value: number): number =>
          backend.binding.executeOp('L2Loss', [], backend.getInputTensorIds([tf.scalar(value)]), 1)[0]!.id;
        return [recorder.mustBeFinite(half(2)), recorder.mustBeFinite(half(1e30))];
      }),
    );
    expect(answers).to.deep.equal([true, false]);
    expect(recorder.conditions.isBroken).to.equal(true);
    expect(recorder.conditions.all()!.node).to.include({op: 'AddN'});
    expect(recorder.conditions.all()!.node.inputs).to.have.length(2);
  });
});
