import type {Topic} from '../../frame/topic.ts';
import {expansion, turnedValley} from './compute-taylor.ts';
import {angleByFormula} from './compute-contours.ts';
import {awayItems} from './items-away.ts';
import {contourItems} from './items-contours.ts';
import {costItems} from './items-cost.ts';
import {featureItems} from './items-features.ts';
import {inexactItems} from './items-inexact.ts';
import {taylorItems} from './items-taylor.ts';

/** Ill-conditioning: what second derivatives say, what they cost, and where gradients mislead. */
export const illConditioningTopic: Topic = {
  number: 10,
  name: 'ill-conditioning',
  title: 'Ill-conditioning',
  summary:
    'Second derivatives tell how far a step may go, and why the steepest direction is not the way to the minimum. The matrix of them is out of reach for a network, its products are not; and gradients themselves are inexact and see only what is near.',
  items: [...taylorItems, ...contourItems, ...featureItems, ...costItems, ...inexactItems, ...awayItems],
  exercises: [
    {
      name: '10a',
      question:
        "J = (x² + 5 y²) / 2 at (5, 1), rate 0.1: J, g'g, g'Hg, and J after the step by the expansion, as a list of four.",
      answer() {
        const {loss, squared, curved, right} = expansion(turnedValley(5, 0), [5, 1], 0.1);
        return [loss, squared, curved, right];
      },
      tolerance: 1e-3,
      hint: "g = (x, 5 y), Hg = (x, 25 y); J - e g'g + e²/2 g'Hg.",
    },
    {
      name: '10b',
      question:
        'Curvatures 1 and 25: the greatest angle between the negative gradient and the way to the minimum, in degrees.',
      answer: () => angleByFormula(25),
      tolerance: 1e-2,
      hint: 'The cosine is least at the point (5, 1) / √26: g = (5, 25).',
    },
  ],
};
