import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {toCoefficients} from '../../../lib/update/index.ts';
import {withShifted} from '../../../optimizers/base/look-ahead.ts';

const by = (factor: number) => () => toCoefficients({factor}).factor;

describe('withShifted', () => {
  it('moves the variables for the function, and puts them back bit by bit', () => {
    const before = tf.memory().numTensors;
    const start = [0.1, 1 / 3];
    const w = tf.tidy(() => tf.variable(tf.tensor1d(start)));
    const direction = tf.tensor1d([1e-9, 2]);
    const {numTensors} = tf.memory();
    const seen = withShifted(
      () => [{variable: w, direction}],
      by(0.5),
      () => [...w.dataSync()],
    );
    expect(seen[1]).to.be.closeTo(1 / 3 + 1, 1e-6);
    expect([...w.dataSync()]).to.deep.equal(start.map(Math.fround));
    expect(tf.memory().numTensors).to.equal(numTensors);
    tf.dispose([w, direction]);
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('puts them back when the function throws, also inside tf.tidy', () => {
    const w = tf.tidy(() => tf.variable(tf.scalar(1)));
    const direction = tf.scalar(1);
    const {numTensors} = tf.memory();
    const fail = () =>
      withShifted(
        () => [{variable: w, direction}],
        by(1),
        () => {
          expect(w.dataSync()[0]).to.equal(2);
          throw new Error('stop');
        },
      );
    expect(fail).to.throw('stop');
    expect(() => tf.tidy(fail)).to.throw('stop');
    expect(w.dataSync()[0]).to.equal(1);
    expect(tf.memory().numTensors).to.equal(numTensors);
    tf.dispose([w, direction]);
  });

  it('touches nothing where the distance is 0', () => {
    const w = tf.tidy(() => tf.variable(tf.scalar(1)));
    const direction = tf.scalar(Infinity);
    expect(
      withShifted(
        () => [{variable: w, direction}],
        by(0),
        () => w.dataSync()[0],
      ),
    ).to.equal(1);
    tf.dispose([w, direction]);
  });
});
