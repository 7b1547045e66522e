import type {Topic} from '../frame/topic.ts';
import {activationsTopic} from './activations/topic.ts';
import {adaptiveMethodsTopic} from './adaptive-methods/topic.ts';
import {backpropagationTopic} from './backpropagation/topic.ts';
import {batchesTopic} from './batches/topic.ts';
import {choosingTheRateTopic} from './choosing-the-rate/topic.ts';
import {conjugateGradientTopic} from './conjugate-gradient/topic.ts';
import {criticalPointsTopic} from './critical-points/topic.ts';
import {dyingReluTopic} from './dying-relu/topic.ts';
import {evaluationTopic} from './evaluation/topic.ts';
import {gradientDescentTopic} from './gradient-descent/topic.ts';
import {homeworkTopic} from './homework/topic.ts';
import {illConditioningTopic} from './ill-conditioning/topic.ts';
import {localMinimaTopic} from './local-minima/topic.ts';
import {momentumTopic} from './momentum/topic.ts';
import {neuronsTopic} from './neurons/topic.ts';
import {regularisationTopic} from './regularisation/topic.ts';
import {surfacesTopic} from './surfaces/topic.ts';
import {vanishingAndExplodingTopic} from './vanishing-and-exploding/topic.ts';

/** The topics in the order of the lecture. */
export const topics: readonly Topic[] = [
  neuronsTopic,
  activationsTopic,
  gradientDescentTopic,
  backpropagationTopic,
  batchesTopic,
  choosingTheRateTopic,
  momentumTopic,
  adaptiveMethodsTopic,
  conjugateGradientTopic,
  illConditioningTopic,
  criticalPointsTopic,
  localMinimaTopic,
  vanishingAndExplodingTopic,
  dyingReluTopic,
  regularisationTopic,
  homeworkTopic,
  evaluationTopic,
  surfacesTopic,
];
