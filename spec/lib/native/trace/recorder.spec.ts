import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {Recorder} from '../../../../lib/native/trace/recorder.ts';
import {watched} from '../../../../lib/native/trace/watched.ts';
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

  it('feeds those scalars that are numbers of an update, whatever their value', () => {
    const backend = nativeBackend()!;
    tf.tidy(() => {
      const recorder = new Recorder(backend, (dataId) => ({kind: 'captured', dataId}));
      const feed = (name: string): tf.Scalar => recorder.feed({kind: 'number', update: 4, name}, () => tf.scalar(0.1));
      const nodes = watched(backend, recorder, () => {
        const scalars = [tf.scalar(0.1), feed('rate'), tf.scalar(0.1), feed('same')];
        return scalars.map(({dataId}) => recorder.sourceOf(dataId).node);
      });
      const names = nodes.map(({feed: fed}) => (fed?.kind === 'number' ? `${fed.update} ${fed.name}` : null));
      expect(names).to.deep.equal([null, '4 rate', null, '4 same']);
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
