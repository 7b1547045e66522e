import {expect} from 'chai';
import type {UpdateRule} from '../../../optimizers/base/index.ts';
import {parseSchedule} from '../../../scripts/arguments/schedule-spec.ts';
import {
  comparisonUnits,
  createOptimizer,
  datasetOf,
  updatesPerEpoch,
  comparisonExamples,
} from '../../../scripts/training/comparison.ts';
import {disposeExamples} from '../../../scripts/model/examples.ts';
import {smallComparison} from './small-comparison.ts';
import * as tf from '@tensorflow/tfjs';

const keys = (...changes: Parameters<typeof smallComparison>) =>
  comparisonUnits(smallComparison(...changes), 'cpu').map(({key}) => key);

describe('comparisonUnits', () => {
  it('go seed by seed, so that an early stop leaves whole seeds', () => {
    const units = comparisonUnits(smallComparison({seed: 5, seeds: 2}), 'cpu');
    expect(units.map(({optimizer, seed}) => `${optimizer.name} ${seed}`)).to.deep.equal([
      'sgd 5',
      'adam 5',
      'sgd 6',
      'adam 6',
    ]);
    expect(new Set(units.map(({key}) => key)).size).to.equal(4);
  });

  it('have keys that depend on all that decides the result, and on nothing else', () => {
    const base = keys();
    expect(keys()).to.deep.equal(base);
    expect(keys({seeds: 3}).slice(0, 2), 'more seeds keep the first').to.deep.equal(base);
    expect(keys({optimizers: 'adam,sgd'}).toReversed()).to.deep.equal(base);
    const dataset = datasetOf(smallComparison());
    const brighter = dataset.test.x.map((byte, index) => (index === 0 ? byte ^ 1 : byte));
    const other = [
      keys({epochs: 3}),
      keys({batchSize: 10}),
      keys({seed: 2}),
      keys({optimizers: 'sgd:lr=0.1,adam:lr=0.1'}),
      keys({model: 'mlp'}),
      keys({model: 'mlp:64'}),
      keys({datasets: [{...dataset, test: {...dataset.test, x: brighter}}]}),
      keys({schedule: parseSchedule('cosineDecay', [])}),
      comparisonUnits(smallComparison(), 'wasm').map(({key}) => key),
    ].flat();
    expect(new Set([...base, ...other]).size).to.equal(base.length + other.length);
  });

  it('have other keys where they are not compiled, on the backend that could', () => {
    const keysOn = (backend: string, compile?: 'on' | 'off'): string[] =>
      comparisonUnits(smallComparison(compile && {compile}), backend).map(({key}) => key);
    expect(keysOn('tensorflow', 'on')).to.deep.equal(keysOn('tensorflow'));
    expect(keysOn('tensorflow', 'off')).not.to.deep.equal(keysOn('tensorflow'));
    expect(keysOn('wasm', 'off')).to.deep.equal(keysOn('wasm'));
  });
});

describe('comparisonUnits of folds', () => {
  it('have a fold each, its examples and its updates', () => {
    const dataset = datasetOf(smallComparison());
    const {train} = dataset;
    const smaller = {...dataset, train: {x: train.x.slice(0, 784 * 30), y: train.y.slice(0, 30), count: 30}};
    const comparison = smallComparison({datasets: [dataset, smaller], optimizers: 'sgd:lr=0.1'});
    const units = comparisonUnits(comparison, 'cpu');
    expect(units.map(({fold, stem}) => [fold, stem])).to.deep.equal([
      [1, 'sgd-lr0.1-seed1-fold1'],
      [2, 'sgd-lr0.1-seed1-fold2'],
    ]);
    expect(new Set(units.map(({key}) => key)).size).to.equal(2);
    expect(units.map((unit) => updatesPerEpoch(comparison, unit))).to.deep.equal([3, 2]);
  });
});

describe('createOptimizer', () => {
  it('puts its own rate under the schedule, in epochs', () => {
    const comparison = smallComparison({
      optimizers: 'sgd:lr=0.8',
      schedule: parseSchedule('stepDecay:drop=0.5,every=1', []),
    });
    expect(updatesPerEpoch(comparison), 'the ragged batch counts').to.equal(3);
    const optimizer = createOptimizer(comparison, comparison.optimizers[0]!);
    const {learningRate} = optimizer.getConfig() as {learningRate: {schedule: {value: number}}};
    expect(learningRate.schedule.value).to.equal(0.8);
    expect((optimizer as UpdateRule).learningRate).to.equal(0.8);
    optimizer.dispose();
  });
});

const shapesOf = (name: 'mlp' | '2c2d' | 'autoencoder') => {
  const examples = comparisonExamples(smallComparison({model: name}));
  const {train, test} = examples;
  const shapes = [train.x, train.y, test.x, test.y].map(({shape}) => shape);
  const same = train.x === train.y;
  disposeExamples(examples);
  return {shapes, same};
};

describe('comparisonExamples', () => {
  it('has the shape that the model takes, and the images as targets of one that reconstructs', () => {
    const before = tf.memory().numTensors;
    expect(shapesOf('mlp').shapes).to.deep.equal([
      [50, 784],
      [50, 10],
      [20, 784],
      [20, 10],
    ]);
    expect(shapesOf('2c2d').shapes[0]).to.deep.equal([50, 28, 28, 1]);
    expect(shapesOf('autoencoder')).to.include({same: true});
    expect(tf.memory().numTensors).to.equal(before);
  });
});
