import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {mlp, type MlpOptions} from '../../../../lib/models/mlp.ts';
import {diagnose, type Finding, train} from '../../../../lib/training/index.ts';
import {clusters, toExamples} from '../support.ts';

const deep = [24, 24, 24, 24, 24, 24];

interface Case {
  model: MlpOptions;
  rate: number;
  epochs?: number;
  bias?: number;
}

/** Trains a small network on clusters and gives what is found, by problem. */
async function findings({model: options, rate, epochs = 5, bias = 0}: Case): Promise<Map<string, Finding>> {
  const data = toExamples(clusters(90, {inputs: 8}));
  const model = mlp({inputs: 8, classes: 3, seed: 1, ...options});
  tf.tidy(() => {
    for (const layer of model.layers.slice(0, -1))
      layer.weights[1]!.write(tf.fill(layer.weights[1]!.shape as [number], bias));
  });
  const optimizer = tf.train.sgd(rate);
  const result = await train({model, data, optimizer, epochs, batchSize: 16, diagnostics: true});
  tf.dispose([data.x, data.y]);
  model.dispose();
  optimizer.dispose();
  return new Map(diagnose(result).map((finding) => [finding.problem, finding]));
}

describe('diagnose', () => {
  for (const [name, run] of Object.entries<Case>({
    'a ReLU network': {model: {widths: [24, 24]}, rate: 0.1, epochs: 10},
    'a deep ReLU network from He': {model: {widths: deep, initializer: 'heNormal'}, rate: 0.05, epochs: 10},
    'a deep tanh network from Glorot': {model: {widths: deep, activation: 'tanh'}, rate: 0.1, epochs: 10},
    'a shallow sigmoid network': {model: {widths: [24], activation: 'sigmoid'}, rate: 0.5, epochs: 10},
    'softmax regression that has converged': {model: {widths: []}, rate: 0.5, epochs: 30},
  })) {
    it(`finds nothing in ${name}`, async () => {
      expect([...(await findings(run)).values()]).to.deep.equal([]);
    });
  }

  it('finds vanishing gradients in a deep sigmoid network', async () => {
    const found = (await findings({model: {widths: deep, activation: 'sigmoid'}, rate: 0.1})).get(
      'vanishingGradients',
    )!;
    expect(found.symptoms).to.include('lowerLayersStill').and.to.include('stopsEarly');
    expect(found.numbers['gradientRatio']).to.be.within(1e-6, 1e-2);
  });

  it('finds exploding gradients where weights start too large', async () => {
    const found = await findings({
      model: {widths: deep, initializer: {name: 'normal', deviation: 2}},
      rate: 1e-9,
      epochs: 1,
    });
    expect(found.get('explodingGradients')!.numbers['gradientNorm']).to.be.greaterThan(1e3);
    expect(found.has('divergence')).to.equal(false);
  });

  it('finds exploding gradients and divergence where the rate is too large', async () => {
    const found = await findings({model: {widths: deep, initializer: 'heNormal'}, rate: 10});
    expect(found.get('divergence')!.numbers).to.include({learningRate: Math.fround(10)});
    expect(found.get('explodingGradients')!.symptoms.length).to.be.greaterThan(0);
  });

  it('finds dying ReLUs where biases are -5', async () => {
    const found = await findings({model: {widths: [24, 24]}, rate: 0.1, bias: -5});
    expect(found.get('dyingRelus')!.numbers['deadFraction']).to.equal(1);
    expect(found.has('vanishingGradients')).to.equal(false);
  });

  it('finds stagnation where the rate is 0', async () => {
    const found = await findings({model: {widths: [24, 24]}, rate: 0});
    expect([...found.keys()]).to.deep.equal(['stagnation']);
    expect(found.get('stagnation')!.numbers).to.include({learningRate: 0, progress: 0});
  });

  it('takes a history alone', () => {
    expect(diagnose([])).to.deep.equal([]);
  });
});
