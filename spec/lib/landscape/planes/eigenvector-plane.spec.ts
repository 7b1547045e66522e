import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {eigenvectorPlane, plane} from '../../../../lib/landscape/index.ts';
import {digits, disposeSets, leakFree, rejection, sequential, values} from '../support.ts';

describe('eigenvectorPlane', () => {
  leakFree();

  it('is a paraboloid of the eigenvalues where the loss is quadratic', async () => {
    const {data, test} = digits();
    // Mean squared error of a linear model: the loss is exactly quadratic in its weights.
    const model = sequential([tf.layers.dense({units: 3, inputShape: [6], kernelInitializer: 'zeros'})]);
    const {
      origin,
      directions,
      values: found,
      cosine,
    } = await eigenvectorPlane({model, data, loss: 'meanSquaredError', seed: 1});
    expect(found[0]).to.be.greaterThan(found[1] - 1e-6);
    expect(found[1]).to.be.greaterThan(0.1);
    expect(cosine).to.be.closeTo(0, 1e-4);
    for (const direction of directions) expect(Math.hypot(...values(direction))).to.be.closeTo(1, 1e-5);
    const options = {model, origin, directions, data, loss: 'meanSquaredError' as const};
    const {loss} = await plane({...options, x: [-1, 0, 1], y: [-1, 0, 1]});
    const second = (a: number, b: number, c: number): number => a - 2 * b + c;
    for (const j of [0, 1, 2]) expect(second(loss[j]![0]!, loss[j]![1]!, loss[j]![2]!)).to.be.closeTo(found[0], 1e-4);
    for (const i of [0, 1, 2]) expect(second(loss[0]![i]!, loss[1]![i]!, loss[2]![i]!)).to.be.closeTo(found[1], 1e-4);
    // No mixed term between eigenvectors.
    expect(loss[2]![2]! - loss[2]![0]! - loss[0]![2]! + loss[0]![0]!).to.be.closeTo(0, 1e-4);
    disposeSets(data, test);
    tf.dispose([origin, directions[0], directions[1]]);
    model.dispose();
  });

  it('refuses other places', async () => {
    const model = sequential([tf.layers.dense({units: 1, inputShape: [2], kernelInitializer: 'zeros'})]);
    expect(await rejection(eigenvectorPlane({model, which: [1, 1]}))).to.match(/^RangeError: .*two different places/);
    expect(await rejection(eigenvectorPlane({model: 3 as never}))).to.match(/^TypeError: .*tf.LayersModel/);
    model.dispose();
  });
});
