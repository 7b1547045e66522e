import type {Topic} from '../../frame/topic.ts';
import {elu, logistic, printedElu} from './compute-functions.ts';
import {derivatives, values} from './items-functions.ts';
import {collapse, digits, smooth} from './items-networks.ts';
import {probability, tanhIdentity} from './items-probability.ts';
import {eluSlip, ranges} from './items-ranges.ts';

/** Activations: nine functions, and what they are good for. */
export const activationsTopic: Topic = {
  number: 2,
  name: 'activations',
  title: 'Activations',
  summary:
    'Nine functions that a neuron may apply to its sum, with their derivatives and ranges. Without them any number of layers is one linear layer; a logistic output can be read as a probability if it was trained as one.',
  items: [values, derivatives, ranges, eluSlip, collapse, digits, smooth, probability, tanhIdentity],
  exercises: [
    {
      name: '2a',
      question: 'ELU with alpha = 2 at z = −1 and z = 1, and the form max(alpha (e^z - 1), z) at z = 1, as a list.',
      answer: () => [elu(-1, 2), elu(1, 2), printedElu(1, 2)],
      tolerance: 1e-3,
      hint: 'ELU is z from 0 on, and alpha (e^z - 1) below.',
    },
    {
      name: '2b',
      question: 'The derivative of the logistic function at z = 2.',
      answer: () => logistic(2) * (1 - logistic(2)),
      tolerance: 1e-3,
      hint: 'It is sigma (1 - sigma).',
    },
    {
      name: '2c',
      question: 'At which positive z is the softsign 0.99, and at which tanh? As a list.',
      answer: () => [99, Math.atanh(0.99)],
      tolerance: 1e-3,
      hint: 'Solve z / (1 + z) = 0.99; for tanh take half the logarithm of 1.99 / 0.01.',
    },
  ],
};
