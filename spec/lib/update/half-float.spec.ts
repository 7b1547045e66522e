import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {checkKeepsFloat32, inFloat32, keepsHalves} from '../../../lib/update/half-float.ts';
import {asWebgl} from '../../support/as-webgl.ts';

describe('keepsHalves', () => {
  it('goes by the setting of WebGL, not by what its backend says', () => {
    expect(keepsHalves()).to.equal(false);
    expect(asWebgl(true, keepsHalves)).to.equal(false);
    expect(asWebgl(false, keepsHalves)).to.equal(true);
  });
});

describe('checkKeepsFloat32', () => {
  it('refuses devices of half floats alone', () => {
    const check = (): void => checkKeepsFloat32('lbfgs');
    check();
    asWebgl(true, check);
    expect(() => asWebgl(false, check)).to.throw(/^lbfgs: needs numbers in float32, .* 16 bits; .*setBackend/);
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
