import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {
  topEigenvalues,
  spectralDensity,
  hessianTrace,
  hessianDiagonal,
  conditionNumber,
  taylorProbe,
  classifyCriticalPoint,
  findCriticalPoint,
  sharpness,
  gradientEnergy,
} from '../../../../lib/curvature/index.ts';
import {mlp} from '../../../../lib/models/index.ts';

const probes = {
  topEigenvalues,
  spectralDensity,
  hessianTrace,
  hessianDiagonal,
  conditionNumber,
  taylorProbe,
  classifyCriticalPoint,
  findCriticalPoint,
  sharpness,
  gradientEnergy,
};

type Probe = (...given: unknown[]) => Promise<unknown>;

const messageOf = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'nothing thrown',
    (error: unknown) => String(error),
  );

describe('what a probe is asked about', () => {
  const model = mlp({inputs: 3, widths: [2], classes: 2, seed: 1});
  const [x, y] = [tf.ones([4, 3]), tf.ones([4, 2])];
  const w = tf.variable(tf.tensor1d([1, 2]));
  const loss = (): tf.Scalar => tf.sum(tf.pow(w, 3));
  after(() => {
    model.dispose();
    tf.dispose([x, y, w]);
  });

  for (const [name, run] of Object.entries(probes)) {
    it(`${name} shows the call that is meant`, async () => {
      const probe = run as unknown as Probe;
      for (const given of [[model, x, y], [model, {x, y}], [loss, [w]], [[w]], [x], []]) {
        const message = await messageOf(probe(...given));
        expect(message)
          .to.match(/^TypeError: /)
          .and.include(`${name}({variables: model, data: {x, y}})`);
        expect(message.length).to.be.lessThan(230);
      }
      const message = await messageOf(probe({model, data: {x, y}}));
      expect(message).to.equal(
        `TypeError: ${name}: the model takes the place of the variables: ${name}({variables: model, data: {x, y}})`,
      );
    });
  }

  it('takes one variable, a function of it, a layer and the weights that a model shows', async () => {
    const cube = ((v: tf.Tensor) => tf.sum(tf.pow(v, 3))) as unknown as typeof loss;
    for (const variables of [w, [w]]) {
      expect((await hessianTrace({loss: cube, variables})).trace).to.be.closeTo(18, 1e-4);
    }
    const own = ((m: tf.LayersModel) => tf.sum(tf.square(m.weights[0]!.read()))) as unknown as typeof loss;
    expect((await hessianTrace({loss: own, variables: model})).trace).to.be.closeTo(12, 1e-4);
    const [kernel] = model.layers[0]!.weights;
    const ofKernel = (): tf.Scalar => tf.sum(tf.square(kernel!.read()));
    for (const variables of [model.layers[0]!, model.trainableWeights]) {
      expect((await topEigenvalues({loss: ofKernel, variables})).values[0]).to.be.closeTo(2, 1e-4);
    }
  });

  it('tells what a tensor must become, and none of its insides', async () => {
    expect(await messageOf(topEigenvalues({loss, variables: [x as never]}))).to.match(
      /received an object of class Tensor: tf\.variable\(x\)$/,
    );
    expect(await messageOf(topEigenvalues({variables: model, data: [x, y] as never}))).to.match(
      /data must be \{x, y\} with two tensors, received \[a tensor of shape \[4, 3\], a tensor of shape \[4, 2\]\]$/,
    );
  });
});
