import {expect} from 'chai';
import * as tf from '@tensorflow/tfjs';
import {DeviceLostError} from '../../../lib/base/device-loss.ts';
import {lostDevice, onDevice} from '../../lib/base/lost-device.ts';
import {
  accumulated,
  adam,
  averaged,
  clipped,
  lbfgs,
  lookahead,
  muon,
  partitioned,
  sam,
  scheduled,
  sgd,
  skipNonFinite,
} from '../../../optimizers/index.ts';
import {linearDecay} from '../../../schedules/index.ts';

/** Two variables, and an update of both. */
function during(look: (update: (optimizer: tf.Optimizer) => void, variables: tf.Variable[]) => void): void {
  const variables = tf.tidy(() => [
    tf.variable(tf.ones([2, 3]), true, 'told/kernel'),
    tf.variable(tf.ones([3]), true, 'told/bias'),
  ]);
  const before = tf.memory().numTensors;
  const used = new Set<tf.Optimizer>();
  look((optimizer) => {
    used.add(optimizer);
    tf.tidy(() => {
      optimizer.applyGradients(variables.map((variable) => ({name: variable.name, tensor: tf.onesLike(variable)})));
    });
  }, variables);
  for (const optimizer of used) optimizer.dispose();
  expect(tf.memory().numTensors).to.equal(before);
  tf.dispose(variables);
}

describe('describe of wrappers', () => {
  it('tells settings and memory of each, and moves in what is within', () => {
    during((update, [, bias]) => {
      const optimizer = accumulated(averaged(clipped(sgd(0.1), {norm: 2}), {decay: 0.5}), {steps: 2});
      expect(optimizer.describe().split('\n')).to.deep.equal([
        'Accumulated after 0 updates',
        'settings: steps 2',
        '  Averaged after 0 updates',
        '  settings: decay 0.5',
        '    Clipped after 0 updates',
        '    settings: norm 2',
        '      Sgd after 0 updates',
        '      numbers: learningRate 0.1, weightDecay 0',
        '      variables: known from the next update on',
      ]);
      for (let t = 0; t < 2; t++) update(optimizer);
      bias!.trainable = false;
      expect(optimizer.describe().split('\n')).to.deep.equal([
        'Accumulated after 2 updates',
        'settings: steps 2',
        'state: 2 slots of 2 variables, 36 bytes',
        '  Averaged after 1 update',
        '  settings: decay 0.5',
        '  state: 4 slots of 2 variables, 44 bytes',
        '    Clipped after 1 update',
        '    settings: norm 2',
        '      Sgd after 1 update',
        '      numbers: learningRate 0.1, weightDecay 0',
        '      state: 0 slots of 2 variables, 0 bytes',
        '      decayed: none',
        '      frozen: told/bias',
      ]);
    });
  });

  it('tells class and configuration of optimizers of TensorFlow.js, the rate of the moment, and what is kept once', () => {
    during((update) => {
      const rate = linearDecay(0.5, {end: 0, steps: 2});
      const optimizer = skipNonFinite(scheduled(tf.train.sgd(3), {learningRate: rate}));
      update(optimizer);
      expect(optimizer.describe().split('\n')).to.deep.equal([
        'SkipNonFinite after 1 update',
        'settings: limit 5',
        'state: 0 slots of 0 variables and 2 for all, 8 bytes',
        '  Scheduled after 1 update',
        '  settings: learningRate 0.25',
        '    class SGD after 1 update',
        '    config: learningRate 1',
      ]);
    });
  });

  it('tells which variables each group of partitioned updates, and each part of muon', () => {
    during((update) => {
      const groups = [
        {match: /bias/, optimizer: adam(0.1, {weightDecay: 0.5, weightDecayOn: 'all'})},
        {match: [], optimizer: sgd(1)},
        {match: () => false, optimizer: sgd(1)},
      ];
      const optimizer = partitioned(groups, muon(0.1, {muonOn: /kernel/}));
      const headings = (): string[] =>
        optimizer
          .describe()
          .split('\n')
          .filter((line) => /^ {2}(group|rest|by|decayed)/.test(line));
      expect(headings()).to.deep.equal(['  group 0, /bias/', '  group 1, []', '  group 2, a function', '  rest']);
      update(optimizer);
      expect(headings()).to.deep.equal([
        '  group 0, /bias/: told/bias',
        '  decayed: told/bias',
        '  group 1, []: none',
        '  group 2, a function: none',
        '  rest: told/kernel',
        '  by Muon: told/kernel',
        '  decayed: none',
      ]);
      expect(optimizer.describe()).to.include('  settings: muonOn /kernel/');
      const own = muon(0.1);
      update(own);
      expect(own.describe()).to.include('by Muon: told/kernel\nby AdamW: told/bias\ndecayed: none');
      const layer = tf.layers.dense({units: 1, inputShape: [1], name: 'told_layer'});
      expect(adam(0.1, {weightDecayOn: layer}).describe()).to.include('settings: weightDecayOn layer told_layer');
    });
  });
});

describe('wrappers around solvers', () => {
  it('are refused when they are made: a solver takes no gradients', () => {
    for (const make of [
      () => clipped(lbfgs(), {value: 1}),
      () => averaged(accumulated(lbfgs(), {steps: 2}), {decay: 0.9}),
      () => partitioned([{match: /a/, optimizer: sgd(0.1)}], lbfgs()),
    ]) {
      expect(make).to.throw(TypeError, /Lbfgs evaluates the loss along a line, and gets no gradients that a wrapper/);
    }
  });
});

describe('wrappers on a device that is lost', () => {
  it('refuse to update, whatever is within, and between two updates of what is within', () => {
    const w = tf.variable(tf.ones([2]), true, 'lost/w');
    const gradient = tf.zeros([2]);
    for (const optimizer of [
      clipped(tf.train.sgd(0.1), {value: 1}),
      lookahead(tf.train.sgd(0.1), {steps: 2, rate: 0.5}),
      averaged(tf.train.sgd(0.1), {decay: 0.5}),
      scheduled(tf.train.sgd(0.1), {learningRate: linearDecay(1, {end: 0, steps: 5})}),
      sam(tf.train.sgd(0.1), {rho: 0.1}),
      skipNonFinite(tf.train.sgd(0.1)),
      partitioned([{match: /w/, optimizer: tf.train.sgd(0.1)}], tf.train.sgd(0.1)),
      accumulated(sgd(0.1), {steps: 3}),
    ]) {
      const update = (): void => optimizer.applyGradients([{name: w.name, tensor: gradient}]);
      expect(() => onDevice(lostDevice(), update), optimizer.getClassName()).to.throw(DeviceLostError);
      expect(optimizer.iterations).to.equal(0);
      update();
      optimizer.dispose();
    }
    tf.dispose([w, gradient]);
  });
});
