import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {checkPoint, scanWeights, withWeightsRestored} from '../../../../lib/landscape/scan/weights.ts';

describe('the weights of a scan', () => {
  let model: tf.Sequential;
  let variable: tf.Variable;
  before(() => {
    model = tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [3]})]});
    variable = tf.tidy(() => tf.variable(tf.tensor1d([1, 2])));
  });
  after(() => {
    model.dispose();
    variable.dispose();
  });

  it('are those of a model in its order, or the variables given', () => {
    const ofModel = scanWeights('f', {model});
    expect(ofModel.variables.map(({shape}) => shape)).to.deep.equal([[3, 2], [2]]);
    expect(ofModel.layerVariables).to.have.ordered.members(model.weights);
    const own = scanWeights('f', {variables: [variable]});
    expect([own.model, own.layerVariables, own.variables[0]]).to.deep.equal([null, null, variable]);
  });

  it('are exactly one of both, and float32', () => {
    const whole = tf.tidy(() => tf.variable(tf.tensor1d([1], 'int32')));
    const refused: [object, RegExp][] = [
      [{}, /^f: give model or variables, received neither/],
      [{model, variables: [variable]}, /received both/],
      [{model: {}}, /model must be a tf\.LayersModel/],
      [{variables: variable}, /variables must be an array/],
      [{variables: []}, /at least one weight/],
      [{variables: [variable, 3]}, /weight 1 must be a float32 tf\.Variable, received 3/],
      [{variables: [whole]}, /received one of type int32/],
    ];
    for (const [source, message] of refused) expect(() => scanWeights('f', source)).to.throw(message);
    whole.dispose();
  });

  it('refuse points of other numbers, shapes and types', () => {
    const [good, long, whole, gone] = [
      [1, 2],
      [1, 2, 3],
      [1, 2],
      [1, 2],
    ].map((values, i) => tf.tensor1d(values, i === 2 ? 'int32' : 'float32')) as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
    ];
    gone.dispose();
    expect(() => checkPoint('f', 'to', [good], [variable])).not.to.throw();
    const refused: [unknown, RegExp][] = [
      [good, /to must be an array of tensors/],
      [[good, good], /one tensor for each of the 1 weights .*, received 2/],
      [[3], /to\[0\] must be a float32 tensor of shape \[2\], received 3/],
      [[long], /received float32 \[3\]/],
      [[whole], /received int32 \[2\]/],
      [[gone], /received one that is disposed/],
    ];
    for (const [point, message] of refused)
      expect(() => checkPoint('f', 'to', point as never, [variable])).to.throw(message);
    tf.dispose([good, long, whole]);
  });

  it('are put back, also where the work throws', async () => {
    const before = tf.memory().numTensors;
    const move = () => tf.tidy(() => variable.assign(tf.tensor1d([7, 7])));
    await withWeightsRestored([variable], async () => move());
    expect([...variable.dataSync()]).to.deep.equal([1, 2]);
    await withWeightsRestored([variable], async () => {
      move();
      throw new Error('broken');
    }).catch((error: Error) => expect(error.message).to.equal('broken'));
    expect([...variable.dataSync()]).to.deep.equal([1, 2]);
    expect(tf.memory().numTensors).to.equal(before);
  });
});
