import * as tf from '@tensorflow/tfjs';
import {expect} from 'chai';
import {optimizerCatalogue} from '../../../optimizers/index.ts';
import {gradientValues, problem, read, withGradients} from '../gradients.ts';
import {rules, variants} from '../table.ts';

const extremes = [0, 1e30, 1e-30, 3e38, -3e38, 1e-38, 1e19, -1e-20];

describe('robustness of every optimizer', () => {
  for (const {rule, label, create, options} of variants) {
    it(`${label}: zero gradients move nothing, also with epsilon 0`, () => {
      const decay = options['weightDecay'] ?? optimizerCatalogue[rule]!.options['weightDecay']!.default;
      if (decay !== 0 || 'decayInside' in options) return;
      const epsilons = 'epsilon' in optimizerCatalogue[rule]!.options ? [{}, {epsilon: 0}] : [{}];
      for (const more of epsilons) {
        const p = problem();
        const optimizer = create(undefined, more);
        const start = read(p.variables);
        const zeros = p.starts.map((values) => values.map(() => 0));
        for (let t = 1; t <= 5; t++) withGradients(p, zeros, (list) => optimizer.applyGradients(list));
        expect(read(p.variables)).to.deep.equal(start);
        optimizer.dispose();
        p.dispose();
      }
    });

    it(`${label}: extremes of float32 give no NaN`, () => {
      const normalises = 'epsilon' in optimizerCatalogue[rule]!.options && options['form'] !== 'sgd';
      for (const more of normalises ? [{}, {epsilon: 0}] : [{}]) {
        const w = tf.tidy(() => tf.variable(tf.zeros([extremes.length])));
        const optimizer = create(undefined, more);
        for (const sign of [1, 1, -1, 1, -1]) {
          const gradient = tf.tensor1d(extremes.map((g) => sign * g));
          optimizer.applyGradients({[w.name]: gradient});
          gradient.dispose();
        }
        const values = [...w.dataSync()];
        expect(values.filter(Number.isNaN)).to.deep.equal([]);
        expect(values[0]).to.equal(0);
        // What divides by the size of the gradient stays of moderate size, but for the first steps of radam; others may overflow.
        if (normalises && rule !== 'radam') expect(Math.max(...values.map(Math.abs))).to.be.below(100);
        optimizer.dispose();
        w.dispose();
      }
    });
  }

  for (const {rule, rate, create} of rules) {
    it(`${rule}: 2,000 updates leave the number of tensors as it was`, () => {
      const before = tf.memory().numTensors;
      const p = problem();
      const optimizer = create();
      const gradients = gradientValues(1).map((values) => values.map((g) => g * 1e-3));
      withGradients(p, gradients, (list) => {
        optimizer.applyGradients(list);
        const {numTensors} = tf.memory();
        for (let t = 2; t <= 2000; t++) {
          // Half of them inside tf.tidy, as model.fit does, half outside, as trainOnBatch does.
          if (t % 2 === 0) tf.tidy(() => optimizer.applyGradients(list));
          else optimizer.applyGradients(list);
          if (t % 100 === 0) expect(tf.memory().numTensors).to.equal(numTensors);
        }
        const start = read(p.variables);
        optimizer.applyGradients(list);
        expect(read(p.variables)).to.not.deep.equal(start);
      });
      expect(optimizer.iterations).to.equal(2001);
      optimizer.dispose();
      p.dispose();
      expect(tf.memory().numTensors).to.equal(before);
    });

    it(`${rule}: the configuration is plain JSON and makes the same optimizer`, () => {
      const optimizer = create(rate, {weightDecay: 0.25});
      const config = optimizer.getConfig();
      expect(JSON.parse(JSON.stringify(config))).to.deep.equal(config);
      expect(Object.keys(config).sort()).to.deep.equal(
        ['learningRate', ...Object.keys(optimizerCatalogue[rule]!.options)].sort(),
      );
      const Rule = optimizer.constructor as unknown as tf.serialization.SerializableConstructor<typeof optimizer>;
      const copy = Rule.fromConfig(Rule, {...config, customObjects: {}});
      expect(copy.getClassName()).to.equal(`Optim${rule[0]!.toUpperCase()}${rule.slice(1)}`);
      expect(copy.getConfig()).to.deep.equal(config);
    });
  }
});
