import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {axisOf, choosePlane} from '../../../scripts/surface/surface-plane.ts';
import {modelLoss} from '../../../lib/models/index.ts';
import {rejection} from '../../lib/landscape/support.ts';

describe('axisOf', () => {
  const points = (...x: number[]) => x.map((each) => ({name: '', x: each, y: 0, distance: 0}));

  it('is what was asked for, or all points with room to spare', () => {
    expect(axisOf('0:1:3', points(9), 'x')).to.deep.equal([0, 0.5, 1]);
    const around = axisOf('auto', points(0, 4, 10), 'x');
    expect([around[0], around.at(-1), around.length]).to.deep.equal([-3, 13, 25]);
  });

  it('is from -1 to 1 where the points do not tell a length', () => {
    const axis = axisOf('auto', points(0), 'x');
    expect([axis[0], axis[12], axis.at(-1)]).to.deep.equal([-1, 0, 1]);
  });
});

describe('choosePlane', () => {
  it('goes through the last point where the plane is random, and refuses eigenvectors of a loss that has none', async () => {
    const model = tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [3]})]});
    const [x, y] = [tf.ones([4, 3]), tf.ones([4, 2])];
    const weights = model.getWeights();
    const loss = {loss: modelLoss('spec', 'hinge'), lossName: null};
    const source = {model, loss, data: {x, y}, points: [weights], names: ['trained'], seed: 1};
    const plane = await choosePlane('random', source);
    expect(plane.points).to.deep.equal([{name: 'trained', x: 0, y: 0, distance: 0}]);
    expect([plane.explainedVariance, plane.eigenvalues]).to.deep.equal([null, null]);
    expect(plane.origin.map((tensor) => [...tensor.dataSync()])).to.deep.equal(
      weights.map((tensor) => [...tensor.dataSync()]),
    );
    const refusal = await rejection(choosePlane('eigenvectors', source));
    expect(refusal).to.match(/^CommandError: the eigenvectors need .*differentiated twice .*, this is hinge/);
    tf.dispose([x, y, [...plane.origin], [...plane.directions[0]], [...plane.directions[1]]]);
    model.dispose();
  });
});
