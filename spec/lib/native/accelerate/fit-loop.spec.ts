import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {accelerate} from '../../../../lib/native/accelerate/index.ts';
import {fitSeveral} from '../../../../lib/native/accelerate/fit-loop.ts';
import type {FitArguments, TrainedModel} from '../../../../lib/native/accelerate/trained-model.ts';
import {nativeBackend} from '../../../../lib/native/binding.ts';
import {adam} from '../../../../optimizers/index.ts';
import {linearDecay} from '../../../../schedules/index.ts';
import {nativeOnly} from '../native-only.ts';
import {examples, problems} from './problems.ts';
import {expectSameTraining, fit} from './training.ts';
import type {Way} from './training.ts';

const optimizer = (): tf.Optimizer => adam(0.01);

/** Runs with numbers in place of Math.random that are the same each time. */
async function withDraws<Result>(run: () => Promise<Result>): Promise<Result> {
  const {random} = Math;
  let state = 1;
  Math.random = () => (state = (state * 16807) % 2147483647) / 2147483647;
  try {
    return await run();
  } finally {
    Math.random = random;
  }
}

describe('several steps of fit in one call', () => {
  for (const [name, problem] of Object.entries(problems)) {
    it(`train ${name} as the plain model trains`, async () => {
      const tolerance = name.includes('normalisation') ? 0 : 2e-5;
      for (const stepsPerExecution of [2, 3]) {
        const training = {problem, optimizer, options: {stepsPerExecution}, more: () => ({epochs: 5})};
        const [plain, fast] = await expectSameTraining(training, tolerance);
        expect(fast.counts[3], 'tensors').to.equal(fast.counts[4]);
        expect(plain.counts[3]).to.equal(plain.counts[4]);
      }
    });
  }

  it('shuffle, validate and weight classes as TensorFlow.js does', async () => {
    const problem = problems['a regularised MLP']!;
    const shuffled: Way = (made, more) => withDraws(() => fit(made, {...more, shuffle: true}));
    const settings = {epochs: 4, validationSplit: 0.2, classWeight: {0: 1, 1: 4, 2: 0.5}};
    const training = {problem, optimizer, options: {stepsPerExecution: 3}, way: shuffled, more: () => settings};
    const [plain] = await expectSameTraining(training);
    expect(Object.keys(plain.logs)).to.deep.equal(['val_loss', 'val_acc', 'loss', 'acc']);
    const [ordered] = await expectSameTraining({...training, way: fit});
    expect(ordered.logs['loss']![3]).to.not.be.closeTo(plain.logs['loss']![3]!, 1e-4);
  });

  it('follow a schedule, and take optimizers of TensorFlow.js', async () => {
    const problem = problems['a regularised MLP']!;
    const rules = [() => adam(linearDecay(0.02, {steps: 15})), () => tf.train.rmsprop(0.01)];
    for (const rule of rules) {
      await expectSameTraining({problem, optimizer: rule, options: {stepsPerExecution: 2}, more: () => ({epochs: 4})});
    }
  });
});

describe('the steps of a call of fit', () => {
  before(function () {
    nativeOnly(this);
  });

  /** Native calls of graphs in an epoch, when all graphs are made. */
  async function callsOf(more: tf.ModelFitArgs, stepsPerExecution?: number): Promise<number> {
    const {model, inputs, targets, loss} = problems['a regularised MLP']!();
    const rule = optimizer();
    model.compile({optimizer: rule, loss});
    const undo = accelerate(model, stepsPerExecution === undefined ? {} : {stepsPerExecution});
    const settings: tf.ModelFitArgs = {batchSize: 10, shuffle: false, verbose: 0, ...more};
    await model.fit(inputs[0]!, targets[0]!, {...settings, epochs: 5});
    const backend = nativeBackend()!;
    const {binding} = backend;
    let calls = 0;
    const counting = {
      value: (...args: Parameters<typeof binding.runSavedModel>) => {
        calls++;
        return binding.runSavedModel(...args);
      },
    };
    backend.binding = Object.create(binding, {runSavedModel: counting}) as typeof binding;
    try {
      await model.fit(inputs[0]!, targets[0]!, {...settings, epochs: 1});
    } finally {
      backend.binding = binding;
    }
    undo();
    rule.dispose();
    model.dispose();
    tf.dispose([...inputs, ...targets]);
    return calls;
  }

  it('are as many as were asked for, and one where a callback is there for single batches', async () => {
    expect(examples).to.equal(70);
    const single = await callsOf({});
    expect(single).to.equal(7);
    expect(await callsOf({}, 1)).to.equal(7);
    expect(await callsOf({}, 7)).to.equal(1);
    expect(await callsOf({}, 8)).to.equal(7);
    class OfEpochs extends tf.Callback {
      override async onEpochEnd(): Promise<void> {}
    }
    class OfBatches extends tf.Callback {
      override async onBatchBegin(): Promise<void> {}
    }
    const none = async (): Promise<void> => {};
    for (const callbacks of [{onEpochEnd: none}, new OfEpochs(), [tf.callbacks.earlyStopping({monitor: 'loss'})]]) {
      expect(await callsOf({callbacks}, 7)).to.equal(1);
    }
    for (const callbacks of [{onBatchEnd: none}, {onBatchBegin: none}, {onYield: none}, new OfBatches()]) {
      expect(await callsOf({callbacks}, 7)).to.equal(7);
    }
    expect(await callsOf({yieldEvery: 'batch'}, 7)).to.equal(7);
  });

  it('are several by themselves in a long run of a small model', async () => {
    const calls = await callsOf({batchSize: 1});
    expect(calls).to.equal(70);
    const {model, inputs, targets, loss} = problems['a regularised MLP']!();
    const rule = optimizer();
    model.compile({optimizer: rule, loss});
    const undo = accelerate(model);
    const asked: number[] = [];
    const args = [null, inputs, ['loss'], 7, 200, 0, null, null, [], false, [], 0] as unknown as FitArguments;
    const loop = async (...given: FitArguments): Promise<void> => void asked.push(given[1][0]!.shape.length);
    const train = (): tf.Tensor[][] => [];
    expect(fitSeveral(model as TrainedModel, loop, args, 'auto', train)).to.not.equal(null);
    args[4] = 199;
    expect(fitSeveral(model as TrainedModel, loop, args, 'auto', train)).to.equal(null);
    expect(asked).to.deep.equal([1]);
    undo();
    rule.dispose();
    model.dispose();
    tf.dispose([...inputs, ...targets]);
  });

  it('leave nothing behind where a training ends before they were asked for', async () => {
    const {model, inputs, targets, loss} = problems['a regularised MLP']!();
    const rule = optimizer();
    model.compile({optimizer: rule, loss});
    const before = tf.memory().numTensors;
    const args = [null, inputs, ['loss'], 10, 1, 0, null, null, [], false, [], 0] as unknown as FitArguments;
    const rows: number[][] = [];
    const loop = async (next: FitArguments[0]): Promise<number> => {
      const [first] = tf.tidy(() => next([]));
      const value = first!.dataSync()[0]!;
      first!.dispose();
      return value;
    };
    const train = (_inputs: unknown, picked: tf.Tensor1D, steps: number): tf.Tensor[][] => {
      rows.push([...picked.dataSync()]);
      return Array.from({length: steps}, (_, i) => [tf.scalar(i + 5)]);
    };
    expect(await fitSeveral(model as TrainedModel, loop, args, 3, train)).to.equal(5);
    expect(rows).to.deep.equal([Array.from({length: 30}, (_, i) => i)]);
    expect(tf.memory().numTensors).to.equal(before);
    rule.dispose();
    model.dispose();
    tf.dispose([...inputs, ...targets]);
  });
});

describe('accelerate with steps per execution', () => {
  it('refuses what is no number of steps', () => {
    const {model, inputs, targets, loss} = problems['a regularised MLP']!();
    const rule = optimizer();
    model.compile({optimizer: rule, loss});
    for (const stepsPerExecution of [0, 1.5, 'many', null]) {
      expect(() => accelerate(model, {stepsPerExecution} as object), String(stepsPerExecution)).to.throw(
        /accelerate: stepsPerExecution must be/,
      );
    }
    rule.dispose();
    model.dispose();
    tf.dispose([...inputs, ...targets]);
  });
});
