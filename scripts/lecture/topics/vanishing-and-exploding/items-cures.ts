import {item} from '../../frame/topic.ts';
import {onClaim} from '../../frame/verdicts.ts';
import {type Attempt, attempts, count, drawn} from './attempts.ts';
import {code} from './code.ts';
import type {DeepNetwork} from './compute-networks.ts';

export const initialisation = item({
  id: 'L13.4',
  name: 'initialisation',
  title: 'A cure: fitting initial weights',
  statement: 'Proper initial weights are a solution to vanishing and exploding gradients.',
  places: '003:1510-1512',
  question: 'Eight ReLU layers, weights of deviation 0.05, or those of He, or twice those: which of them learns?',
  async measure(ground) {
    const updates = ground.size(80, 30);
    const attempt = (initializer: DeepNetwork['initializer'], gain = 1): Attempt => ({
      network: {activation: 'relu', initializer, gain},
      rate: 0.05,
    });
    const {small, fitting, large} = await attempts(
      ground,
      {small: attempt('normal'), fitting: attempt('heNormal'), large: attempt('heNormal', 2)},
      updates,
    );
    return {
      small,
      fitting,
      large,
      learned: [small, fitting, large].map((runs) => count(runs, updates)),
      seeds: fitting.length,
    };
  },
  rule: 'a run has learned where it comes to its end and its loss came below 2 (guessing has 2.30); holds where the weights of He learn from every start, and weights that are too small or too large from none; with conditions where He learns from more starts than either.',
  verdict: ({learned: [small, fitting, large], seeds}) =>
    onClaim({
      always: fitting === seeds && small === 0 && large === 0,
      sometimes: fitting! > small! && fitting! > large!,
    }),
  answer: ({learned, seeds}) =>
    `The network learns from ${learned[1]} of ${seeds} starts with the weights of He, from ${learned[0]} with a deviation of 0.05, and from ${learned[2]} with twice the weights of He.`,
  figures: ({small, fitting, large}) => [
    {
      name: 'losses',
      title: 'Eight ReLU layers from three sizes of weights',
      caption:
        'Small weights stay at the loss of guessing, large ones leave the numbers, those of He learn. One start is drawn.',
      panels: [
        drawn({'deviation 0.05': small, 'weights of He': fitting, 'twice those': large}, 'Training loss', [0.5, 1e4]),
      ],
    },
  ],
  ...code.initialisation,
  next: 'Give tanh the weights of He, and ReLU those of Glorot.',
  real: 'mnist --model mlp:widths=32-32-32-32-32-32-32-32,initializer=heNormal --optimizers sgd:lr=0.02 --epochs 3',
});

export const activations = item({
  id: 'L13.4',
  name: 'activations',
  title: 'A cure: activations that do not saturate',
  statement: 'Activations that do not saturate are a solution to vanishing and exploding gradients.',
  places: '003:1515',
  question: 'Eight layers of sigmoid, ReLU, leaky ReLU or ELU: which of them learn?',
  async measure(ground) {
    const updates = ground.size(80, 30);
    const of = (activation: DeepNetwork['activation'], initializer: DeepNetwork['initializer']): Attempt => ({
      network: {activation, initializer},
      rate: 0.05,
    });
    const {sigmoid, relu, leaky, elu} = await attempts(
      ground,
      {
        sigmoid: of('sigmoid', 'glorotUniform'),
        relu: of('relu', 'heNormal'),
        leaky: of('leakyRelu', 'heNormal'),
        elu: of('elu', 'heNormal'),
      },
      updates,
    );
    return {
      sigmoid,
      relu,
      leaky,
      elu,
      learned: [sigmoid, relu, leaky, elu].map((runs) => count(runs, updates)),
      seeds: relu.length,
    };
  },
  rule: 'holds where ReLU, leaky ReLU and ELU learn from every start (a loss below 2) and the sigmoid from none; with conditions where each of the three learns from more starts than the sigmoid.',
  verdict: ({learned: [sigmoid, ...others], seeds}) =>
    onClaim({
      always: sigmoid === 0 && others.every((each) => each === seeds),
      sometimes: others.every((each) => each > sigmoid!),
    }),
  answer: ({learned: [sigmoid, relu, leaky, elu], seeds}) =>
    `ReLU learns from ${relu} of ${seeds} starts, leaky ReLU from ${leaky}, ELU from ${elu}, the sigmoid from ${sigmoid}.`,
  figures: ({sigmoid, relu, leaky, elu}) => [
    {
      name: 'losses',
      title: 'Eight layers of four activations',
      caption: 'The sigmoids stay at the loss of guessing. One start is drawn.',
      panels: [drawn({sigmoid, ReLU: relu, 'leaky ReLU': leaky, ELU: elu}, 'Training loss')],
    },
  ],
  ...code.activations,
  next: 'tanh saturates too: does it learn, with the weights of Glorot?',
  real: 'mnist --model mlp:widths=32-32-32-32-32-32-32-32,activation=elu --optimizers sgd:lr=0.02 --epochs 3',
});

export const clipping = item({
  id: 'L13.4',
  name: 'clipping',
  title: 'A cure: clipped gradients',
  statement: 'Clipping gradients is a solution to vanishing and exploding gradients.',
  places: '003:1510-1517',
  question: 'Clipping makes long gradients shorter: which of the two ills can it cure?',
  async measure(ground) {
    const updates = ground.size(40, 20);
    const explodes: Attempt = {network: {activation: 'relu', initializer: 'heNormal', gain: 1.5}, rate: 0.1};
    const vanishes: Attempt = {network: {activation: 'sigmoid', initializer: 'glorotUniform'}, rate: 0.1};
    const {exploding, explodingClipped, vanishing, vanishingClipped} = await attempts(
      ground,
      {
        exploding: explodes,
        explodingClipped: {...explodes, globalNorm: 1},
        vanishing: vanishes,
        vanishingClipped: {...vanishes, globalNorm: 1},
      },
      updates,
    );
    return {
      exploding,
      explodingClipped,
      vanishing,
      vanishingClipped,
      learnedExploding: [count(exploding, updates), count(explodingClipped, updates)],
      learnedVanishing: [count(vanishing, updates), count(vanishingClipped, updates)],
      seeds: exploding.length,
    };
  },
  rule: 'holds where clipping to a norm of 1 makes both learn from every start (a run that comes to its end, with a loss below 2); with conditions where it does so for exploding gradients alone, with which no run learns without it.',
  verdict({learnedExploding: [without, withIt], learnedVanishing, seeds}) {
    const isCure = withIt === seeds && without === 0;
    return onClaim({always: isCure && learnedVanishing[1] === seeds, sometimes: isCure});
  },
  answer: ({learnedExploding, learnedVanishing, seeds}) =>
    `With exploding gradients ${learnedExploding[1]} of ${seeds} clipped runs learn, and ${learnedExploding[0]} of those that are not clipped. With vanishing ones ${learnedVanishing[1]} clipped runs learn, and ${learnedVanishing[0]} of the others: what is short already is not clipped.`,
  figures: ({exploding, explodingClipped, vanishing, vanishingClipped}) => [
    {
      name: 'losses',
      title: 'With clipping and without',
      caption:
        'Large weights: without clipping the loss leaves the numbers after a few updates, with it the loss falls. Sigmoids: nothing changes. One start is drawn.',
      panels: [
        drawn({'not clipped': exploding, clipped: explodingClipped}, 'ReLU, weights too large', [1, 1e6]),
        drawn({'not clipped': vanishing, clipped: vanishingClipped}, 'Sigmoid'),
      ],
    },
  ],
  ...code.clipping,
  next: 'Clip by value in place of by norm: what becomes of the direction?',
});
