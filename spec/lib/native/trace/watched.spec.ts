import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {Recorder} from '../../../../lib/native/trace/recorder.ts';
import {watched} from '../../../../lib/native/trace/watched.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {nativeOnly} from '../compile/native-only.ts';

describe('watched', () => {
  before(function () {
    nativeOnly(this);
  });

  it('leaves the backend as it was, also within another one and after an error', () => {
    const backend = nativeBackend()!;
    const {binding} = backend;
    const own = Object.keys(backend);
    const recorder = (): Recorder => new Recorder(backend, (dataId) => ({kind: 'captured', dataId}));
    watched(backend, recorder(), () => {
      const outer = backend.binding;
      expect(outer).to.not.equal(binding);
      const write = Object.getOwnPropertyDescriptor(backend, 'write');
      watched(backend, recorder(), () => expect(backend.binding).to.not.equal(outer));
      expect(backend.binding).to.equal(outer);
      expect(Object.getOwnPropertyDescriptor(backend, 'write')).to.deep.equal(write);
    });
    expect(() =>
      watched(backend, recorder(), () => {
        throw new Error('mine');
      }),
    ).to.throw('mine');
    expect(backend.binding).to.equal(binding);
    expect(Object.keys(backend)).to.deep.equal(own);
  });

  it('lets constants be read, but no results', () => {
    const backend = nativeBackend()!;
    const recorder = new Recorder(backend, (dataId) => ({kind: 'captured', dataId}));
    tf.tidy(() => {
      watched(backend, recorder, () => {
        expect([...tf.tensor1d([1, 2]).dataSync()]).to.deep.equal([1, 2]);
        expect(recorder.refusal).to.equal(null);
        expect(() => tf.neg(tf.scalar(1)).dataSync()).to.throw('reads the data of a tensor');
      });
      expect(recorder.refusal).to.be.instanceOf(Error);
    });
  });
});
