import type {Topic} from '../../frame/topic.ts';
import {angleToBottom, walk} from './compute.ts';
import {steepest, toTheBottom} from './items-direction.ts';
import {digitsRate, sameHeight, steepestOnDigits} from './items-digits.ts';
import {diminishingSteps} from './items-kink.ts';
import {severalMinima, uniqueMinimum} from './items-minima.ts';
import {regimes, stableRate} from './items-rates.ts';
import {chordTest, everyFunction} from './items-shapes.ts';
import {derivativeLimit, secondDerivative, smallPush} from './items-slopes.ts';
import {stopping} from './items-stopping.ts';
import {fromMinusFour, fromThree} from './items-worked.ts';

/** Gradient descent: worked examples, slopes, the steepest direction, rates, and what convex is good for. */
export const gradientDescentTopic: Topic = {
  number: 3,
  name: 'gradient-descent',
  title: 'Gradient descent',
  summary:
    'A step against the gradient goes down, if it is small enough for the curvature. Where that leads depends on the shape of the function, and on where the descent began.',
  items: [
    fromThree,
    stopping,
    fromMinusFour,
    smallPush,
    derivativeLimit,
    secondDerivative,
    steepest,
    steepestOnDigits,
    toTheBottom,
    regimes,
    stableRate,
    digitsRate,
    diminishingSteps,
    chordTest,
    everyFunction,
    severalMinima,
    uniqueMinimum,
    sameHeight,
  ],
  exercises: [
    {
      name: '3a',
      question: 'f = x² from 5 with the rate 0.3: the first three points, as a list.',
      answer: () => walk((x) => 2 * x, 5, 0.3, 3).slice(1),
      tolerance: 1e-3,
      hint: 'Every step multiplies x by 1 - 2 · 0.3.',
    },
    {
      name: '3b',
      question:
        'f = 3 x₁² + 0.5 x₂²: the rate below which the loss falls in every step, and the rate at which both coordinates shrink by the same factor, as a list.',
      answer: () => [2 / 6, 2 / (6 + 1)],
      tolerance: 1e-3,
      hint: 'A coordinate with the curvature c is multiplied by 1 - rate · c. The curvature of 3 x² is 6.',
    },
    {
      name: '3c',
      question:
        'f = x₁² + 4 x₂² at (2, 1): the angle in degrees between the negative gradient and the straight way to the minimum.',
      answer: () => angleToBottom([2, 8], [2, 1]),
      tolerance: 1e-2,
      hint: 'The cosine is g·x over |g| |x|, with g = (2 x₁, 8 x₂).',
    },
  ],
};
