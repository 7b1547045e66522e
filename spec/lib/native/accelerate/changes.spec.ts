import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {accelerate} from '../../../../lib/native/accelerate/index.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {adam, momentum} from '../../../../optimizers/index.ts';
import {wave} from '../native-only.ts';
import {disposeProblem, oneOrAll, problems} from './problems.ts';
import type {Problem} from './problems.ts';
import {difference, fit, sessions, weightsOf} from './training.ts';

/** Runs a story with a plain and an accelerated model, and asserts that both end with the same weights. */
async function expectSameStory(
  name: string,
  story: (problem: Problem, graphs: () => number) => Promise<void>,
): Promise<void> {
  const ends: Float32Array[][] = [];
  for (const isAccelerated of [false, true]) {
    const problem = problems[name]!();
    const {model, loss, metrics} = problem;
    model.compile({optimizer: adam(0.01), loss, metrics});
    const before = sessions();
    const undo = isAccelerated ? accelerate(model) : () => {};
    // On the native backend, whether steps run as graphs at the moment is what the specs have to know.
    await story(problem, () => (isAccelerated && nativeBackend() !== null ? sessions() - before : 2));
    undo();
    expect(sessions()).to.equal(before);
    ends.push(weightsOf(model));
    model.optimizer.dispose();
    disposeProblem(problem);
  }
  for (const [i, weight] of ends[0]!.entries()) expect(difference(ends[1]![i]!, weight)).to.be.at.most(2e-5);
}

describe('changes of accelerated models', () => {
  for (const name of ['a regularised MLP', 'shared layers']) {
    it(`follow another optimizer, loss and metrics of model.compile: ${name}`, async () => {
      await expectSameStory(name, async (problem, graphs) => {
        const {model} = problem;
        await fit(problem);
        const before = model.optimizer;
        const middle = weightsOf(model);
        for (let i = 1; i <= 2; i++) {
          model.compile({optimizer: momentum(0.1), loss: 'meanSquaredError', metrics: ['mse', 'mae']});
          const logs = await fit(problem);
          expect(Object.keys(logs)).to.deep.equal(['loss', 'mse', 'mae']);
          expect(graphs()).to.equal(2);
        }
        expect(weightsOf(model)).to.not.deep.equal(middle);
        expect(model.optimizer.iterations).to.equal(15);
        before.dispose();
      });
    });
  }

  it('train layers that are added to a Sequential, once it is compiled again', async () => {
    await expectSameStory('models in a model', async (problem, graphs) => {
      const {model, loss, metrics} = problem;
      await fit(problem);
      (model as tf.Sequential).add(
        tf.layers.dense({units: 3, activation: 'softmax', kernelInitializer: tf.initializers.glorotUniform({seed: 9})}),
      );
      model.optimizer.dispose();
      model.compile({optimizer: adam(0.01), loss, metrics});
      const added = weightsOf(model).at(-2)!;
      await fit(problem);
      expect(graphs()).to.equal(2);
      expect(weightsOf(model).at(-2)).to.not.deep.equal(added);
    });
  });

  it('freeze and thaw layers without model.compile', async () => {
    const {warn} = console;
    // TensorFlow.js says that the change needs model.compile.
    console.warn = () => {};
    try {
      await expectSameStory('a regularised MLP', async (problem) => {
        const [first, second] = problem.model.layers as [tf.layers.Layer, tf.layers.Layer];
        await fit(problem);
        const kernels = (): Float32Array[] =>
          [first, second].map((layer) => layer.getWeights()[0]!.dataSync().slice() as Float32Array);
        const before = kernels();
        first.trainable = false;
        await fit(problem);
        const frozen = kernels();
        expect(frozen[0]).to.deep.equal(before[0]);
        expect(frozen[1]).to.not.deep.equal(before[1]);
        first.trainable = true;
        await fit(problem);
        expect(kernels()[0]).to.not.deep.equal(frozen[0]);
      });
    } finally {
      console.warn = warn;
    }
  });

  it('set weights, learning rate and batch size between trainings', async () => {
    await expectSameStory('two inputs and two outputs', async (problem) => {
      await fit(problem);
      const start = problem.model.getWeights().map((weight) => tf.tidy(() => tf.mul(weight, 0.5)));
      problem.model.setWeights(start);
      tf.dispose(start);
      await fit(problem, {batchSize: 32});
      tf.dispose(problem.model.evaluate(oneOrAll(problem.inputs), [...problem.targets], {batchSize: 32}));
      await fit(problem, {epochs: 1});
    });
  });

  it('end with undo, after which the model trains on from where it is', async () => {
    const problem = problems['a regularised MLP']!();
    const {model, loss, metrics} = problem;
    model.compile({optimizer: adam(0.01), loss, metrics});
    const before = sessions();
    const undo = accelerate(model);
    await fit(problem);
    expect(model.optimizer.iterations).to.equal(15);
    if (nativeBackend() !== null) expect(sessions()).to.equal(before + 2);
    undo();
    expect(sessions()).to.equal(before);
    const fast = weightsOf(model);
    undo();
    await fit(problem);
    expect(sessions()).to.equal(before);
    expect(model.optimizer.iterations).to.equal(30);
    expect(weightsOf(model)).to.not.deep.equal(fast);
    const again = accelerate(model);
    await fit(problem);
    expect(model.optimizer.iterations).to.equal(45);
    // The first one is over, and does not end the second.
    undo();
    expect(() => accelerate(model)).to.throw(Error, 'accelerated already');
    again();
    model.optimizer.dispose();
    disposeProblem(problem);
    // Two stories of three trainings agree, whether accelerated in part or never.
    await expectSameStory('a regularised MLP', async (other) => {
      for (let i = 0; i < 3; i++) await fit(other);
    });
  });

  it('save with the optimizer and load, and go on as without a break', async () => {
    const ends: Float32Array[][] = [];
    for (const isAccelerated of [false, true]) {
      const problem = problems['a regularised MLP']!();
      const {model, loss, metrics} = problem;
      model.compile({optimizer: tf.train.adam(0.01), loss, metrics});
      const undo = isAccelerated ? accelerate(model) : () => {};
      await fit(problem);
      let artifacts: tf.io.ModelArtifacts | undefined;
      await model.save(
        tf.io.withSaveHandler(async (saved) => {
          artifacts = saved;
          return {modelArtifactsInfo: {dateSaved: new Date(0), modelTopologyType: 'JSON' as const}};
        }),
        {includeOptimizer: true},
      );
      const loaded = await tf.loadLayersModel(tf.io.fromMemory(artifacts!));
      const other = {...problem, model: loaded};
      expect(weightsOf(loaded)).to.deep.equal(weightsOf(model));
      const undoLoaded = isAccelerated ? accelerate(loaded) : () => {};
      await fit(other);
      await fit(problem);
      // Adam reads its count of updates from a power of beta, which rounds.
      for (const [i, weight] of weightsOf(model).entries()) {
        expect(difference(weightsOf(loaded)[i]!, weight)).to.be.at.most(1e-3);
      }
      undo();
      undoLoaded();
      ends.push(weightsOf(loaded));
      loaded.optimizer.dispose();
      loaded.dispose();
      model.optimizer.dispose();
      disposeProblem(problem);
    }
    for (const [i, weight] of ends[0]!.entries()) expect(difference(ends[1]![i]!, weight)).to.be.at.most(2e-5);
  });
});

describe('memory of accelerated models', () => {
  for (const [name, optimizer] of Object.entries({
    adam: () => adam(0.01),
    'tf.train.adam': () => tf.train.adam(0.01),
  })) {
    it(`with ${name} is constant from epoch to epoch, and free after undo`, async () => {
      const problem = problems['two inputs and two outputs']!();
      const start = tf.memory().numTensors;
      const rule = optimizer();
      problem.model.compile({optimizer: rule, loss: problem.loss, metrics: problem.metrics});
      const undo = accelerate(problem.model);
      const counts: number[] = [];
      const onEpochEnd = async (): Promise<void> => void counts.push(tf.memory().numTensors);
      await fit(problem, {epochs: 6, callbacks: {onEpochEnd}});
      expect(new Set(counts).size).to.equal(1);
      const outside = tf.memory().numTensors;
      await fit(problem, {epochs: 2});
      expect(tf.memory().numTensors).to.equal(outside);
      undo();
      rule.dispose();
      expect(tf.memory().numTensors).to.equal(start);
      disposeProblem(problem);
    });
  }
});

describe('layers that differ in training', () => {
  it('update the statistics of batch normalisation once a step', async () => {
    const model = tf.sequential({
      layers: [tf.layers.batchNormalization({inputShape: [3], momentum: 0.5}), tf.layers.dense({units: 1})],
    });
    const optimizer = adam(0.01);
    model.compile({optimizer, loss: 'meanSquaredError', metrics: ['mse']});
    const undo = accelerate(model);
    const x = tf.tensor2d(wave(1, 36), [12, 3]);
    const y = tf.ones([12, 1]);
    const [mean] = tf.tidy(() => [[...tf.mean(x, 0).dataSync()]]) as [number[]];
    for (let step = 1; step <= 6; step++) {
      await model.trainOnBatch(x, y);
      const moving = [...model.layers[0]!.getWeights()[2]!.dataSync()];
      for (const [i, value] of moving.entries()) expect(value).to.be.closeTo((1 - 0.5 ** step) * mean[i]!, 1e-6);
    }
    expect(Math.max(...mean.map(Math.abs))).to.be.greaterThan(0.05);
    undo();
    optimizer.dispose();
    model.dispose();
    tf.dispose([x, y]);
  });

  it('drop other units at each step, as many as they are told', async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.dropout({rate: 0.25, inputShape: [4000]}),
        tf.layers.dense({units: 1, kernelInitializer: 'zeros', useBias: false}),
      ],
    });
    // With targets of 1 and a kernel of 0 the gradient of (y - 1)^2 is -2 times the kept inputs.
    const optimizer = tf.train.sgd(0.5);
    model.compile({optimizer, loss: 'meanSquaredError'});
    const undo = accelerate(model);
    const [x, y, zeros] = [tf.ones([1, 4000]), tf.ones([1, 1]), tf.zeros([4000, 1])];
    const masks: Float32Array[] = [];
    for (let step = 0; step < 6; step++) {
      model.setWeights([zeros]);
      expect(await model.trainOnBatch(x, y)).to.equal(1);
      masks.push(weightsOf(model)[0]!);
    }
    for (const [i, mask] of masks.entries()) {
      for (const value of mask) if (value !== 0) expect(value).to.be.closeTo(4 / 3, 1e-6);
      const kept = mask.filter((value) => value !== 0).length / mask.length;
      // Five standard errors of 4,000 draws.
      expect(kept).to.be.closeTo(0.75, 5 * Math.sqrt((0.75 * 0.25) / 4000));
      for (const other of masks.slice(i + 1)) {
        const both = mask.filter((value, j) => value !== 0 && other[j] !== 0).length / mask.length;
        expect(both).to.be.closeTo(0.75 ** 2, 5 * Math.sqrt((0.5625 * 0.4375) / 4000));
      }
    }
    undo();
    optimizer.dispose();
    model.dispose();
    tf.dispose([x, y, zeros]);
  });
});
