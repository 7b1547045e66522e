import type {GradientRule} from '../gradient-rule.ts';
import {conv2dBackpropFilter, conv2dBackpropInput} from './convolution-2d.ts';

/** The gradients that a scope of second-order gradients adds to those of TensorFlow.js. */
export const gradientRules: readonly GradientRule[] = [conv2dBackpropFilter, conv2dBackpropInput];
