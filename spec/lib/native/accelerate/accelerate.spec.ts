import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {adam} from '../../../../optimizers/index.ts';
import '../../../../lib/base/wording.ts';
import {accelerate, type AccelerateOptions} from '../../../../lib/native/accelerate/index.ts';
import {disposeProblem, problems} from './problems.ts';
import {expectSameTraining, fit, fitDataset, trainOnBatch} from './training.ts';

const ways = {fit, fitDataset, trainOnBatch};
const optimizer = (): tf.Optimizer => adam(0.01);

describe('accelerate', () => {
  for (const [name, problem] of Object.entries(problems)) {
    it(`trains ${name} as the plain model trains, by fit, fitDataset and trainOnBatch`, async () => {
      // Rounding would be blown up by what normalises: these steps compute the same to the last bit.
      const tolerance = name.includes('normalisation') ? 0 : 2e-5;
      for (const way of Object.values(ways)) {
        const [plain, fast] = await expectSameTraining({problem, optimizer, way}, tolerance);
        expect(fast.counts[1], 'tensors').to.equal(fast.counts[2]);
        expect(plain.counts[1]).to.equal(plain.counts[2]);
      }
    });
  }

  it('keeps class weights, validation data and the order of callbacks', async () => {
    const problem = problems['a regularised MLP']!;
    const events: string[] = [];
    const more = (): tf.ModelFitArgs => ({
      classWeight: {0: 1, 1: 4, 2: 0.5},
      validationSplit: 0.2,
      callbacks: {
        onBatchEnd: async (batch, logs) => void events.push(`batch ${batch} ${Object.keys(logs!).join()}`),
        onEpochEnd: async (epoch, logs) => void events.push(`epoch ${epoch} ${Object.keys(logs!).join()}`),
      },
    });
    const [plain] = await expectSameTraining({problem, optimizer, more});
    expect(Object.keys(plain.logs)).to.deep.equal(['val_loss', 'val_acc', 'loss', 'acc']);
    const half = events.length / 2;
    expect(half).to.equal(3 * 5);
    expect(events.slice(half)).to.deep.equal(events.slice(0, half));
    const [unweighted] = await expectSameTraining({problem, optimizer, more: () => ({validationSplit: 0.2})});
    expect(unweighted.logs['loss']![2]).to.not.be.closeTo(plain.logs['loss']![2]!, 1e-3);
  });

  it('refuses options that there are not, and values that they cannot have, by name', () => {
    const problem = problems['a regularised MLP']!();
    const {model, loss} = problem;
    const rule = optimizer();
    model.compile({optimizer: rule, loss});
    const names = 'constraints, stepsPerExecution, rewrite, xla';
    for (const [options, message] of [
      [{stepsPerExecutions: 2}, 'accelerate: unknown option "stepsPerExecutions"; did you mean "stepsPerExecution"?'],
      [{foo: 1}, `accelerate: unknown option "foo"; the options are ${names}`],
      [{xla: 'yes'}, 'accelerate: xla must be true or false, received "yes"'],
      [{rewrite: 3}, 'accelerate: rewrite must be true or false, received 3'],
      [{constraints: 'no'}, 'accelerate: constraints must be true or false, received "no"'],
      [5, `accelerate: options must be an object of ${names}, received 5`],
      [null, `accelerate: options must be an object of ${names}, received null`],
    ] as const) {
      expect(() => accelerate(model, options as AccelerateOptions)).to.throw(TypeError, message);
    }
    // Nothing was begun.
    accelerate(model, {rewrite: undefined})();
    rule.dispose();
    disposeProblem(problem);
  });

  it('stops where a callback stops the training', async () => {
    const problem = problems['a regularised MLP']!;
    const more = (): tf.ModelFitArgs => ({
      epochs: 20,
      validationSplit: 0.2,
      callbacks: tf.callbacks.earlyStopping({monitor: 'val_loss', minDelta: 0.02}),
    });
    const [plain] = await expectSameTraining({problem, optimizer, more});
    expect(plain.logs['loss']!.length).to.be.within(2, 19);
  });
});
