import type {RuleDescription} from '../lib/optimizer/common-options.ts';
import {adadeltaDescription} from './adadelta.ts';
import {adagradDescription} from './adagrad.ts';
import {adamDescription} from './adam.ts';
import {momentumDescription} from './momentum.ts';
import {nesterovDescription} from './nesterov.ts';
import {rmspropDescription} from './rmsprop.ts';
import {sgdDescription} from './sgd.ts';

/**
 * Every optimizer by the name of its factory: formula, options beside the learning rate, reference, and how to make one.
 *
 * @example
 * optimizerCatalogue.adam.create(0.001, {beta1: 0.8}).getConfig();
 */
export const optimizerCatalogue: Readonly<Record<string, RuleDescription>> = {
  sgd: sgdDescription,
  momentum: momentumDescription,
  nesterov: nesterovDescription,
  adagrad: adagradDescription,
  adadelta: adadeltaDescription,
  rmsprop: rmspropDescription,
  adam: adamDescription,
};
