import type {RuleDescription} from './base/common-options.ts';
import {adabeliefDescription} from './rules/adabelief.ts';
import {adadeltaDescription} from './rules/adadelta.ts';
import {adagradDescription} from './rules/adagrad.ts';
import {adahessianDescription} from './rules/adahessian.ts';
import {adamDescription} from './rules/adam.ts';
import {adamaxDescription} from './rules/adamax.ts';
import {adamwDescription} from './rules/adamw.ts';
import {adanDescription} from './rules/adan.ts';
import {amsgradDescription} from './rules/amsgrad.ts';
import {muonDescription} from './rules/muon.ts';
import {shampooDescription} from './rules/shampoo.ts';
import {soapDescription} from './rules/soap.ts';
import {momentumDescription} from './rules/momentum.ts';
import {nadamDescription} from './rules/nadam.ts';
import {nesterovDescription} from './rules/nesterov.ts';
import {radamDescription} from './rules/radam.ts';
import {rmspropDescription} from './rules/rmsprop.ts';
import {sgdDescription} from './rules/sgd.ts';
import {sophiaDescription} from './rules/sophia.ts';
import {yogiDescription} from './rules/yogi.ts';
import {lionDescription} from './rules/lion.ts';
import {lambDescription} from './rules/lamb.ts';
import {larsDescription} from './rules/lars.ts';
import {rpropDescription} from './rules/rprop.ts';
import {ademamixDescription} from './rules/ademamix.ts';
import {adoptDescription} from './rules/adopt.ts';
import {ftrlDescription} from './rules/ftrl.ts';
import {marsDescription} from './rules/mars.ts';
import {adafactorDescription} from './rules/adafactor.ts';

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
  adamw: adamwDescription,
  amsgrad: amsgradDescription,
  nadam: nadamDescription,
  radam: radamDescription,
  adamax: adamaxDescription,
  adabelief: adabeliefDescription,
  yogi: yogiDescription,
  adan: adanDescription,
  muon: muonDescription,
  soap: soapDescription,
  shampoo: shampooDescription,
  lion: lionDescription,
  lamb: lambDescription,
  lars: larsDescription,
  rprop: rpropDescription,
  ademamix: ademamixDescription,
  adopt: adoptDescription,
  ftrl: ftrlDescription,
  mars: marsDescription,
  adafactor: adafactorDescription,
  adahessian: adahessianDescription,
  sophia: sophiaDescription,
};
