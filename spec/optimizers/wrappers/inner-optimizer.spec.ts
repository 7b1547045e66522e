import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import * as optimizers from '../../../optimizers/index.ts';
import {asOptimizer} from '../../../optimizers/wrappers/inner-optimizer.ts';

const {classNameMap} = tf.serialization.SerializationMap.getMap();

/** What a load says where a class is not registered, as in a page that does not import it. */
function withoutClass(className: string, load: () => unknown): string {
  const registered = classNameMap[className]!;
  delete classNameMap[className];
  try {
    load();
    return 'loaded';
  } catch (error) {
    return String(error);
  } finally {
    classNameMap[className] = registered;
  }
}

describe('a saved optimizer of a class that was not imported', () => {
  const classes = Object.entries(optimizers).filter(
    ([name]) => typeof classNameMap[`Optim${name}`]?.[0] === 'function',
  );

  it('is of a class that is exported under its name', () => {
    const saved = Object.keys(classNameMap).filter((name) => name.startsWith('Optim'));
    const own = saved.filter((name) => !name.startsWith('OptimTest'));
    expect(classes.map(([name]) => `Optim${name}`)).to.include.members(own);
    expect(classes.length).to.be.greaterThan(40);
  });

  for (const [name] of classes) {
    it(`is refused within a wrapper with the import of ${name}`, () => {
      const saved = {className: `Optim${name}`, config: {}};
      expect(withoutClass(saved.className, () => asOptimizer('Clipped', 'optimizer', saved))).to.equal(
        `RangeError: Clipped: no class "Optim${name}" is registered for optimizer; import {${name}} from ` +
          "'tfjs-optim/optimizers' and give it to tf.serialization.registerClass, or make one of it before you load",
      );
    });
  }

  it('is refused by TensorFlow.js with the name that the documentation explains', async () => {
    const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [1]})]});
    const optimizer = optimizers.adam(0.1);
    model.compile({optimizer, loss: 'meanSquaredError'});
    let saved: tf.io.ModelArtifacts | null = null;
    await model.save(
      tf.io.withSaveHandler(async (artifacts) => {
        saved = artifacts;
        return {modelArtifactsInfo: {dateSaved: new Date(), modelTopologyType: 'JSON'}};
      }),
      {includeOptimizer: true},
    );
    const registered = classNameMap['OptimAdam']!;
    delete classNameMap['OptimAdam'];
    let message = 'loaded';
    try {
      await tf.loadLayersModel(tf.io.fromMemory(saved!));
    } catch (error) {
      ({message} = error as Error);
    } finally {
      classNameMap['OptimAdam'] = registered;
    }
    expect(message).to.match(/^Unknown layer: OptimAdam/);
    model.dispose();
    optimizer.dispose();
  });
});
