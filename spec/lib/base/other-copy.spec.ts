import {createRequire} from 'node:module';
import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {hvp} from '../../../lib/autograd/index.ts';
import {isLayerLike, otherCopy} from '../../../lib/base/other-copy.ts';
import {topEigenvalues} from '../../../lib/curvature/index.ts';
import {
  filterNormalizedDirection,
  interpolate,
  permuteUnits,
  randomPlane,
  symmetricCopy,
} from '../../../lib/landscape/index.ts';
import {accelerate} from '../../../lib/native/accelerate/index.ts';
import {saveCheckpoint, train} from '../../../lib/training/index.ts';
import {partitioned, sgd} from '../../../optimizers/index.ts';

/** The layers of TensorFlow.js once more, as a bundle has them that resolves the package twice. */
function loadAgain(): typeof tf {
  const require = createRequire(createRequire(import.meta.url).resolve('@tensorflow/tfjs'));
  const part = '@tensorflow/tfjs-layers';
  const path = require.resolve(part);
  const {classNameMap} = tf.serialization.SerializationMap.getMap();
  const [classes, cached] = [{...classNameMap}, require.cache[path]];
  delete require.cache[path];
  const {sequential, layers, LayersModel} = require(path) as Pick<typeof tf, 'sequential' | 'layers' | 'LayersModel'>;
  // Other specs go on with the first copy.
  Object.assign(classNameMap, classes);
  require.cache[path] = cached;
  return {...tf, sequential, layers, LayersModel};
}

describe('a model of another copy of TensorFlow.js', () => {
  const other = loadAgain();
  const x = tf.ones([4, 2]);
  const y = tf.ones([4, 1]);
  const build = (copy: typeof tf): tf.Sequential =>
    copy.sequential({layers: [copy.layers.dense({units: 1, inputShape: [2], name: `of${copy === tf ? 1 : 2}`})]});
  const model = build(other);
  const data = {x, y};

  after(() => {
    tf.dispose([x, y]);
    model.dispose();
  });

  it('is no instance of the class, and is told from other things', () => {
    expect(model).not.to.be.instanceOf(tf.LayersModel);
    for (const each of [model, model.layers[0]]) expect(isLayerLike(each)).to.equal(true);
    for (const each of [null, undefined, 1, {}, {trainableWeights: []}, x, () => {}]) {
      expect(isLayerLike(each)).to.equal(false);
      expect(otherCopy(each)).to.equal('');
    }
    const own = build(tf);
    expect(isLayerLike(own)).to.equal(true);
    own.dispose();
  });

  const calls: Record<string, () => unknown> = {
    train: () => train({model, data, optimizer: sgd(0.1), loss: 'meanSquaredError', epochs: 1}),
    hvp: () => hvp(() => tf.scalar(1), model, [x]),
    topEigenvalues: () => topEigenvalues({variables: model, data, loss: 'meanSquaredError'}),
    interpolate: () => interpolate({model, from: [x], to: [x], data, loss: 'meanSquaredError'} as never),
    permuteUnits: () => permuteUnits({model, layer: 'of2', order: [0]}),
    filterNormalizedDirection: () => filterNormalizedDirection(model),
    randomPlane: () => randomPlane(model),
    symmetricCopy: () => symmetricCopy(model),
    accelerate: () => accelerate(model),
    saveCheckpoint: () => saveCheckpoint({model}),
  };
  for (const [name, call] of Object.entries(calls)) {
    it(`is refused by ${name} with the way out`, async () => {
      let error: unknown;
      try {
        await call();
      } catch (thrown) {
        error = thrown;
      }
      expect(error).to.be.instanceOf(TypeError);
      expect((error as Error).message).to.match(
        /received an object of class Sequential, which looks like one of another copy of @tensorflow\/tfjs; make sure/,
      );
    });
  }

  it('may still choose variables, which all copies share', () => {
    const [layer] = model.layers;
    const [kernel] = layer!.weights.map((weight) => weight.read() as tf.Variable);
    const optimizer = partitioned([{match: layer!, optimizer: sgd(0)}], sgd(1));
    const free = tf.variable(tf.ones([2, 1]));
    const before = kernel!.dataSync();
    const gradient = tf.ones([2, 1]);
    optimizer.applyGradients([
      {name: kernel!.name, tensor: gradient},
      {name: free.name, tensor: gradient},
    ]);
    expect([...kernel!.dataSync()]).to.deep.equal([...before]);
    expect([...free.dataSync()]).to.deep.equal([0, 0]);
    optimizer.dispose();
    tf.dispose([free, gradient]);
  });
});
