import type {Topic} from '../../frame/topic.ts';
import {learn} from './compute-perceptron.ts';
import {countAlone} from './compute-threshold.ts';
import {bothSums} from './compute-neuron.ts';
import {automaton, booleanFunctions} from './items-networks.ts';
import {neuron, sigmoidSum} from './items-neuron.ts';
import {digits, rule, thresholdAsWeight} from './items-perceptron.ts';
import {gatesItem, inhibitory} from './items-units.ts';
import {table, trained} from './items-xor-layers.ts';
import {impossible, strict, whichContradict} from './items-xor.ts';

/** Neurons: threshold units, the perceptron and its rule, XOR. */
export const neuronsTopic: Topic = {
  number: 1,
  name: 'neurons',
  title: 'Neurons',
  summary:
    'A unit that adds up its inputs and compares the sum with a threshold is a gate; two layers of them are any Boolean function. A perceptron finds its weights from mistakes, where a straight border is enough, which it is not for XOR.',
  items: [
    gatesItem,
    inhibitory,
    booleanFunctions,
    automaton,
    thresholdAsWeight,
    rule,
    digits,
    impossible,
    strict,
    whichContradict,
    table,
    trained,
    neuron,
    sigmoidSum,
  ],
  exercises: [
    {
      name: '1a',
      question:
        'A perceptron starts with w = (0, 0, 0) and learns AND from (0,0), (0,1), (1,0), (1,1) in this order, again and again, with w <- w + (t - y) x. What are w0, w1, w2 in the end?',
      answer: () =>
        learn(
          {
            inputs: [
              [1, 0, 0],
              [1, 0, 1],
              [1, 1, 0],
              [1, 1, 1],
            ],
            labels: [0, 0, 0, 1],
          },
          100,
        ).weights,
      tolerance: 1e-6,
      hint: 'x0 = 1, and a sum of 0 already fires: the first example is a mistake.',
    },
    {
      name: '1b',
      question: 'How many of the 256 Boolean functions of three bits can one perceptron compute?',
      answer: () => countAlone(3).perceptron,
      tolerance: 1e-6,
      hint: 'Go through whole weights from −2 to 2 and all thresholds, and collect the truth tables.',
    },
    {
      name: '1c',
      question: 'The output of a logistic neuron with w0 = 0.5, w = (1, −2) at x = (2, 1).',
      answer: () => bothSums([0.5, 1, -2], [2, 1]).right,
      tolerance: 1e-3,
      hint: 'The net is w0 + w1 x1 + w2 x2, and w0 counts once.',
    },
  ],
};
