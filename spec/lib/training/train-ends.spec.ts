import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {mlp} from '../../../lib/models/mlp.ts';
import {softmaxRegression} from '../../../lib/models/softmax-regression.ts';
import {type EpochRecord, train, type TrainOptions, type TrainResult} from '../../../lib/training/index.ts';
import {clusters, tensorsLeft, toExamples} from './support.ts';

/** Trains softmax regression on clusters, checks that nothing is left behind, and gives the result. */
async function run(options: Partial<TrainOptions> = {}): Promise<TrainResult> {
  let result: TrainResult | undefined;
  const left = await tensorsLeft(async () => {
    const data = toExamples(clusters(50));
    const model = softmaxRegression({inputs: 6, classes: 3, seed: 3});
    const optimizer = tf.train.sgd(0.5);
    try {
      result = await train({model, data, test: data, optimizer, epochs: 5, batchSize: 10, ...options});
    } finally {
      tf.dispose([data.x, data.y]);
      model.dispose();
      optimizer.dispose();
    }
  });
  expect(left).to.equal(0);
  return result!;
}

describe('train ends', () => {
  it('between updates when it is aborted, with the epochs that are done', async () => {
    const controller = new AbortController();
    const {history, stopped, updates, divergence} = await run({
      signal: controller.signal,
      callbacks: {onUpdate: ({update}) => (update === 13 ? controller.abort() : undefined)},
    });
    expect(stopped).to.equal('aborted');
    expect(updates).to.equal(13);
    expect(history.map(({epoch}) => epoch)).to.deep.equal([0, 1, 2]);
    expect(divergence).to.equal(null);
  });

  it('before anything when it was aborted already, and in an evaluation', async () => {
    expect(await run({signal: AbortSignal.abort()})).to.include({stopped: 'aborted', updates: 0});
    const controller = new AbortController();
    let evaluations = 0;
    const loss: TrainOptions['loss'] = () => {
      if (++evaluations === 3) controller.abort();
      return tf.scalar(1);
    };
    const result = await run({loss, signal: controller.signal, epochs: 0, evaluationBatchSize: 10, compile: false});
    expect(result).to.deep.include({stopped: 'aborted', history: []});
    expect(evaluations).to.equal(3);
  });

  it('hears timers, and so a signal that comes from outside, in the midst of an epoch', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const {stopped, history} = await run({signal: controller.signal, epochs: 1e6});
    expect(stopped).to.equal('aborted');
    expect(history.length).to.be.lessThan(1e6);
  });

  it('when it diverges: the update, its rate and its loss are told, other runs go on', async () => {
    const optimizer = tf.train.sgd(4);
    const {history, stopped, divergence, updates} = await run({loss: 'meanSquaredError', optimizer});
    const bound = 1000 * history[0]!.trainLoss;
    expect(stopped).to.equal('diverged');
    expect(divergence!.update).to.equal(updates);
    expect(divergence!.learningRate).to.equal(4);
    expect(divergence!.loss).to.be.within(bound, 1e9 * bound);
    expect(divergence!.reason).to.equal(`the loss is above ${bound}, 1000 times max(initial loss, 1)`);
    const patient = await run({loss: 'meanSquaredError', optimizer: tf.train.sgd(4), explosion: Infinity});
    expect(patient.updates).to.be.greaterThan(updates);
    expect((await run()).stopped).to.equal('epochs');
  });

  it('when the loss is not a number: in an update, at the end of an epoch, or before the first update', async () => {
    const after = async (evaluations: number): Promise<TrainResult> => {
      let count = 0;
      const w = tf.variable(tf.scalar(1));
      const loss: TrainOptions['loss'] = () => (++count > evaluations ? tf.mul(w, Number.NaN) : tf.mul(w, 1));
      // The loss changes behind the back of what was compiled.
      const result = await run({loss, variables: [w], optimizer: tf.train.sgd(0), batchSize: 25, compile: false});
      w.dispose();
      return result;
    };
    // An evaluation of train and test, two updates, an evaluation, ...
    const [start, update, end] = [await after(0), await after(3), await after(4)];
    expect([start, update, end].map(({stopped}) => stopped)).to.deep.equal(Array(3).fill('diverged'));
    expect(start).to.deep.include({history: [], updates: 0});
    expect([update, end].map(({divergence}) => divergence!.update)).to.deep.equal([2, 2]);
    expect([update, end].map(({history}) => history.length)).to.deep.equal([1, 1]);
    expect(end.divergence).to.deep.include({learningRate: 0, reason: 'the loss is not a number'});
    expect(end.divergence!.loss).to.be.NaN;
  });

  it('on its criteria', async () => {
    const reached = await run({stopWhen: {loss: 0.5}, epochs: 50});
    expect(reached.stopped).to.equal('loss');
    expect(reached.history.at(-1)!.trainLoss).to.be.at.most(0.5);
    expect(reached.history.at(-2)!.trainLoss).to.be.greaterThan(0.5);
    const still = await run({stopWhen: {plateau: {epochs: 2}}, optimizer: tf.train.sgd(0)});
    expect(still).to.include({stopped: 'plateau', updates: 10});
    const flat = await run({stopWhen: {gradientNorm: 0.05}, epochs: 200, batchSize: 'full'});
    expect(flat.stopped).to.equal('gradientNorm');
    expect(flat.updates).to.be.within(2, 199);
    expect(await run({stopWhen: {gradientNorm: 1e9}})).to.include({stopped: 'gradientNorm', updates: 0});
  });

  it('with the error of a callback that throws, leaving nothing behind', async () => {
    for (const name of ['onUpdate', 'onEpochEnd'] as const) {
      for (const callback of [
        () => {
          throw new Error('from outside');
        },
        () => Promise.reject(new Error('from outside')),
      ]) {
        const error: unknown = await run({callbacks: {[name]: callback}}).catch((reason: unknown) => reason);
        expect(error).to.be.instanceOf(Error).with.property('message', 'from outside');
      }
    }
  });

  it('tells a watching optimizer the test loss once an epoch, before onEpochEnd', async () => {
    const events: unknown[] = [];
    const optimizer = Object.assign(tf.train.sgd(0.1), {observe: (metric: number) => events.push(metric)});
    const onEpochEnd = ({epoch, testLoss}: EpochRecord): void => void events.push([epoch, testLoss]);
    const {history} = await run({optimizer, epochs: 2, callbacks: {onEpochEnd}});
    const [start, one, two] = history.map(({testLoss}) => testLoss);
    expect(events).to.deep.equal([[0, start], one, [1, one], two, [2, two]]);
  });

  it('at once when its history says that all epochs are done', async () => {
    const {history} = await run({epochs: 2});
    expect(await run({epochs: 2, history})).to.deep.include({stopped: 'epochs', updates: 10, history});
  });

  it('leaves nothing behind with momentum, dropout and diagnostics either', async () => {
    const left = await tensorsLeft(async () => {
      const data = toExamples(clusters(50));
      const model = mlp({inputs: 6, widths: [8], classes: 3});
      const dropping = tf.sequential({layers: [tf.layers.dropout({rate: 0.5, inputShape: [6]}), ...model.layers]});
      const optimizer = tf.train.rmsprop(0.01);
      await train({model: dropping, data, optimizer, epochs: 3, batchSize: 16, diagnostics: true});
      tf.dispose([data.x, data.y]);
      dropping.dispose();
      optimizer.dispose();
      tf.dispose(model.getWeights().filter((weight) => !weight.isDisposed));
    });
    expect(left).to.equal(0);
  });
});
