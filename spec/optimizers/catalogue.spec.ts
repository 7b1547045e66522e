import {expect} from 'chai';
import {
  adabelief,
  adadelta,
  adafactor,
  adagrad,
  adahessian,
  adam,
  adamax,
  adamw,
  adan,
  ademamix,
  adopt,
  amsgrad,
  ftrl,
  lamb,
  lars,
  lion,
  mars,
  momentum,
  muon,
  nadam,
  nesterov,
  optimizerCatalogue,
  radam,
  rmsprop,
  rprop,
  sgd,
  shampoo,
  soap,
  sophia,
  yogi,
} from '../../optimizers/index.ts';

const factories = {
  sgd,
  momentum,
  nesterov,
  adagrad,
  adadelta,
  rmsprop,
  adam,
  adamw,
  amsgrad,
  nadam,
  radam,
  adamax,
  adabelief,
  yogi,
  adan,
  muon,
  soap,
  shampoo,
  lion,
  lamb,
  lars,
  rprop,
  ademamix,
  adopt,
  ftrl,
  mars,
  adafactor,
  adahessian,
  sophia,
};

// The table of the design: options beside the learning rate, and their defaults.
const defaults: Record<string, Record<string, number | boolean | string>> = {
  sgd: {},
  momentum: {momentum: 0.9, form: 'classical', biasCorrection: false},
  nesterov: {momentum: 0.9, form: 'lookahead'},
  adagrad: {initialAccumulator: 0, epsilon: 1e-7, epsilonInside: false},
  // Zeiler's rule has epsilon inside.
  adadelta: {rho: 0.95, epsilon: 1e-6, epsilonInside: true},
  rmsprop: {rho: 0.9, momentum: 0, centered: false, biasCorrection: false, epsilon: 1e-7, epsilonInside: false},
  adam: {beta1: 0.9, beta2: 0.999, epsilon: 1e-7, epsilonInside: false, amsgrad: false, biasCorrection: true},
  adamw: {
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-7,
    epsilonInside: false,
    amsgrad: false,
    biasCorrection: true,
    weightDecay: 0.01,
  },
  amsgrad: {beta1: 0.9, beta2: 0.999, epsilon: 1e-7, epsilonInside: false, amsgrad: true, biasCorrection: true},
  nadam: {beta1: 0.9, beta2: 0.999, momentumDecay: 0.004, epsilon: 1e-7, epsilonInside: false},
  radam: {beta1: 0.9, beta2: 0.999, threshold: 5, epsilon: 1e-7, epsilonInside: false},
  adamax: {beta1: 0.9, beta2: 0.999, epsilon: 1e-7, epsilonInside: true},
  adabelief: {beta1: 0.9, beta2: 0.999, epsilon: 1e-16},
  yogi: {beta1: 0.9, beta2: 0.999, initialAccumulator: 1e-6, epsilon: 1e-3, epsilonInside: false, biasCorrection: true},
  adan: {beta1: 0.98, beta2: 0.92, beta3: 0.99, epsilon: 1e-7, epsilonInside: false},
  muon: {
    momentum: 0.95,
    nesterov: true,
    scaling: 'original',
    coefficients: 'kellerJordan',
    muonOn: 'matrices',
    adamLearningRate: 0.001,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-7,
  },
  soap: {beta1: 0.95, beta2: 0.95, statisticsDecay: 0.95, refreshEvery: 10, longestSide: 2048, epsilon: 1e-7},
  shampoo: {
    momentum: 0.9,
    nesterov: true,
    beta2: 0.999,
    graft: 'rmsprop',
    refreshEvery: 10,
    longestSide: 2048,
    ridge: 1e-6,
    epsilon: 1e-7,
  },
  lion: {beta1: 0.9, beta2: 0.99},
  lamb: {beta1: 0.9, beta2: 0.999, epsilon: 1e-6, epsilonInside: false, biasCorrection: true, decayInside: 0},
  lars: {momentum: 0.9, trustCoefficient: 0.001},
  rprop: {etaMinus: 0.5, etaPlus: 1.2, minStep: 1e-6, maxStep: 50},
  ademamix: {beta1: 0.9, beta2: 0.999, beta3: 0.9999, alpha: 5, warmupSteps: 0, epsilon: 1e-7, epsilonInside: false},
  adopt: {beta1: 0.9, beta2: 0.9999, epsilon: 1e-6, clipPower: 0.25},
  ftrl: {initialAccumulator: 0.1, l1: 0, l2: 0, beta: 0},
  mars: {beta1: 0.95, beta2: 0.99, gamma: 0.025, epsilon: 1e-7, epsilonInside: false, amsgrad: false},
  adafactor: {
    decayPower: 0.8,
    epsilon: 1e-30,
    clipThreshold: 1,
    relativeStep: true,
    scaleByValue: true,
    minScale: 0.001,
  },
  adahessian: {
    beta1: 0.9,
    beta2: 0.999,
    hessianPower: 1,
    updateEvery: 1,
    seed: 0,
    spatialAverage: true,
    epsilon: 1e-4,
  },
  sophia: {beta1: 0.96, beta2: 0.99, gamma: 0.01, updateEvery: 10, seed: 0, clipThreshold: 1, epsilon: 1e-12},
};

describe('optimizerCatalogue', () => {
  it('has every optimizer under the name of its factory, which makes the same', () => {
    expect(Object.keys(optimizerCatalogue)).to.deep.equal(Object.keys(defaults));
    for (const [name, {create}] of Object.entries(optimizerCatalogue)) {
      const factory = factories[name as keyof typeof factories];
      expect(create(0.5).getConfig()).to.deep.equal(factory(0.5).getConfig());
      expect(create(0.5).getClassName()).to.equal(factory(0.5).getClassName());
    }
  });

  it('refuses options that are none, and a second learning rate, in both ways to make an optimizer', () => {
    for (const [name, {create}] of Object.entries(optimizerCatalogue)) {
      for (const make of [create, factories[name as keyof typeof factories]]) {
        for (const wrong of [null, 5, 'beta1', [0.9]]) {
          expect(() => make(0.5, wrong as never)).to.throw(TypeError, /^\w+: options must be an object such as/);
        }
        expect(() => make(0.5, {learningRate: 0.1} as never)).to.throw(
          TypeError,
          /the learning rate is the first argument, received 0.5 there and 0.1 in options/,
        );
        expect(make(0.5, undefined).learningRate).to.equal(0.5);
      }
    }
  });

  it('has the defaults of the design, and says what each option is', () => {
    for (const [name, {options, create}] of Object.entries(optimizerCatalogue)) {
      const expected = {
        weightDecay: 0,
        ...defaults[name],
        weightDecayForm: 'decoupled',
        weightDecayOn: 'weights',
        cautious: false,
        maximize: false,
      };
      expect(
        Object.fromEntries(Object.entries(options).map(([option, {default: value}]) => [option, value])),
      ).to.deep.equal(expected);
      expect(create(0.5).getConfig()).to.deep.equal({learningRate: 0.5, ...expected});
      for (const {description} of Object.values(options)) expect(description).to.not.equal('');
    }
    expect(optimizerCatalogue['momentum']!.options['form']!.choices).to.deep.equal(['classical', 'trace', 'average']);
  });

  it('has a formula and a reference for each', () => {
    for (const {formula, reference} of Object.values(optimizerCatalogue)) {
      expect(formula).to.match(/w <- (?:w )?[+-]/);
      expect(reference).to.match(/\d{4}$/);
    }
  });
});
