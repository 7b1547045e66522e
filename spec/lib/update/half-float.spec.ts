import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {inFloat32, keepsHalves} from '../../../lib/update/half-float.ts';

/** Runs a function as if the backend were WebGL, with textures of float32 or without. */
function asWebgl<Result>(isFloat32: boolean, work: () => Result): Result {
  const engine = tf.engine() as unknown as {backendName: string};
  const {backendName} = engine;
  engine.backendName = 'webgl';
  tf.env().set('WEBGL_RENDER_FLOAT32_ENABLED', isFloat32);
  try {
    return work();
  } finally {
    engine.backendName = backendName;
    // To ask for what it was would look for a device.
    tf.env().set('WEBGL_RENDER_FLOAT32_ENABLED', true);
  }
}

describe('keepsHalves', () => {
  it('goes by the setting of WebGL, not by what its backend says', () => {
    expect(keepsHalves()).to.equal(false);
    expect(asWebgl(true, keepsHalves)).to.equal(false);
    expect(asWebgl(false, keepsHalves)).to.equal(true);
  });
});

describe('inFloat32', () => {
  it('computes in JavaScript where the device keeps halves, and where it is elsewhere', () => {
    expect(inFloat32(() => tf.getBackend())).to.equal(tf.getBackend());
    const within = asWebgl(false, () => [inFloat32(() => tf.getBackend()), tf.getBackend()]);
    expect(within).to.deep.equal(['cpu', 'webgl']);
  });

  it('puts the backend back after an error', () => {
    const fail = (): never => {
      throw new Error('within');
    };
    const name = asWebgl(false, () => {
      expect(() => inFloat32(fail)).to.throw('within');
      return tf.getBackend();
    });
    expect(name).to.equal('webgl');
  });
});
