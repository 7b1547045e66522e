import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {createRunner} from '../../../lib/training/compiled/runner.ts';
import {runEpoch} from '../../../lib/training/epoch.ts';
import {resolveOptions} from '../../../lib/training/train-options.ts';
import type {UpdateInfo} from '../../../lib/training/types.ts';

const place = {epoch: 3, done: 100, initialLoss: 1, recorded: true};
const none = (): undefined => undefined;

describe('runEpoch', () => {
  it('sees every example once, counts on from the updates before, and tells of each update', async () => {
    const w = tf.variable(tf.scalar(0));
    const data = {x: tf.tensor1d([1, 2, 4, 8, 16, 32, 64]), y: tf.zeros([7])};
    const heard: UpdateInfo[] = [];
    let seen = 0;
    const optimizer = tf.train.sgd(0.5);
    const run = resolveOptions({
      loss: ({x}) => {
        seen += tf.sum(x).dataSync()[0]!;
        return tf.mean(tf.mul(w, x));
      },
      variables: [w],
      data,
      optimizer,
      epochs: 5,
      batchSize: 3,
      callbacks: {onUpdate: async (info) => void heard.push(info)},
      explosion: Infinity,
      compile: false,
    });
    const outcome = await runEpoch(run, createRunner(run), place, none);
    expect(seen).to.equal(127);
    expect(outcome).to.include({ended: null, updates: 3, examples: 7, learningRate: 0.5});
    expect(outcome.rates).to.deep.equal([
      [101, 0.5],
      [102, 0.5],
      [103, 0.5],
    ]);
    expect(heard.map(({epoch, update}) => [epoch, update])).to.deep.equal([
      [3, 101],
      [3, 102],
      [3, 103],
    ]);
    expect(heard[0]!.loss).to.equal(0);
    expect(heard[1]!.loss).to.be.lessThan(0);
    expect(outcome.seconds).to.be.greaterThan(0);
    tf.dispose([w, data.x, data.y]);
  });

  it('keeps at most 20 rates of a long epoch', async () => {
    const w = tf.variable(tf.scalar(0));
    const data = {x: tf.zeros([45]), y: tf.zeros([45])};
    let rate = 0;
    const optimizer = {
      get learningRate(): number {
        return rate;
      },
      minimize: () => {
        rate++;
        return tf.scalar(1);
      },
    } as unknown as tf.Optimizer;
    const loss = (): tf.Scalar => tf.scalar(1);
    const run = resolveOptions({loss, variables: [w], data, optimizer, epochs: 1, batchSize: 1, compile: false});
    const {rates, learningRate} = await runEpoch(run, createRunner(run), {...place, done: 0}, none);
    expect(rates).to.deep.equal(Array.from({length: 15}, (_, i) => [3 * i + 1, 3 * i]));
    expect(learningRate).to.equal(44);
    tf.dispose([w, data.x, data.y]);
  });
});
