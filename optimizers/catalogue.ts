import type {RuleDescription} from './base/common-options.ts';
import {adadeltaDescription} from './rules/adadelta.ts';
import {adagradDescription} from './rules/adagrad.ts';
import {adamDescription} from './rules/adam.ts';
import {muonDescription} from './rules/muon.ts';
import {shampooDescription} from './rules/shampoo.ts';
import {soapDescription} from './rules/soap.ts';
import {momentumDescription} from './rules/momentum.ts';
import {nesterovDescription} from './rules/nesterov.ts';
import {rmspropDescription} from './rules/rmsprop.ts';
import {sgdDescription} from './rules/sgd.ts';

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
  muon: muonDescription,
  soap: soapDescription,
  shampoo: shampooDescription,
};
