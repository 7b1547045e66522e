import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {softmaxRegression} from '../../../lib/models/softmax-regression.ts';
import {resolveOptions, type TrainOptions} from '../../../lib/training/train-options.ts';

describe('resolveOptions', () => {
  const model = softmaxRegression({inputs: 2, classes: 2});
  const optimizer = tf.train.sgd(0.1);
  const data = {x: tf.zeros([5, 2]), y: tf.zeros([5, 2])};
  const valid: TrainOptions = {model, data, optimizer, epochs: 3};
  after(() => {
    tf.dispose([data.x, data.y]);
    model.dispose();
    optimizer.dispose();
  });

  it('completes with the defaults', () => {
    const run = resolveOptions(valid);
    expect(run).to.deep.include({seed: 0, sampling: 'shuffle', reduction: 'mean', diagnostics: false, history: []});
    expect(run).to.include({count: 5, batchSize: 5, chunk: 1000, evaluateEvery: 1, explosion: 1000, test: null});
    expect(run).to.include({compile: true, stepsPerExecution: 'auto', hasOwnLoss: false});
    expect(resolveOptions({...valid, batchSize: 'full'}).batchSize).to.equal(5);
    expect(resolveOptions({...valid, batchSize: 2}).batchSize).to.equal(2);
  });

  const short = tf.zeros([4, 2]);
  after(() => short.dispose());
  const gone = tf.zeros([5, 2]);
  gone.dispose();
  for (const [name, options, message] of [
    ['an unknown option', {batchsize: 3}, /unknown option "batchsize"; did you mean "batchSize"/],
    ['epochs that are no number', {epochs: Number.NaN}, /epochs must be a whole number >= 0, received NaN/],
    ['a batch of none', {batchSize: 0}, /batchSize must be a whole number >= 1, received 0/],
    ['a batch by another word', {batchSize: 'all'}, /batchSize must be one of "full"/],
    ['examples without labels', {data: {x: data.x}}, /data must be \{x, y\}/],
    [
      'another number of labels',
      {test: {x: data.x, y: short}},
      /test must have .* received the shapes \[5, 2\] and \[4, 2\]/,
    ],
    ['no optimizer', {optimizer: 'sgd'}, /optimizer must be a tf.Optimizer, received "sgd"/],
    ['another sampling', {sampling: 'shufle'}, /sampling must be one of .*did you mean "shuffle"/],
    ['another reduction', {reduction: 'max'}, /reduction must be one of "mean", "sum"/],
    ['an unknown callback', {callbacks: {onEpoch: () => {}}}, /callbacks: unknown option "onEpoch"/],
    ['numbers for tensors', {data: {x: [[1, 2]], y: data.y}}, /data must be \{x, y\} .* received x = \[\[1,2\]\]/],
    ['a list of tensors', {data: [data.x, data.y]}, /data must be \{x, y\} with two tensors, received \[/],
    ['a disposed tensor', {test: {x: data.x, y: gone}}, /test.y is disposed/],
    ['a callback that is no function', {callbacks: {onUpdate: 5}}, /onUpdate must be a function/],
    ['a controller for its signal', {signal: new AbortController()}, /signal must be an AbortSignal/],
    ['a history that is none', {history: [{}]}, /history\[0\]: epoch must be/],
    ['an explosion at 0', {explosion: 0}, /explosion must be .* > 0/],
    ['diagnostics that are neither', {diagnostics: 1}, /diagnostics must be true or false/],
    ['a compile that is neither', {compile: 'on'}, /compile must be true or false/],
    ['no updates a call', {stepsPerExecution: 0}, /stepsPerExecution must be .* >= 1/],
    ['updates a call in words', {stepsPerExecution: 'many'}, /stepsPerExecution must be .*auto/],
    ['a seed that is no number', {seed: 'a'}, /seed must be a finite number/],
  ] as const) {
    it(`refuses ${name}`, () => {
      expect(() => resolveOptions({...valid, ...(options as object)})).to.throw(message);
    });
  }
});
