import {digits} from './numbers.ts';
import type {Judge} from './types.ts';

/** Divergence: the run ended because its loss was NaN, infinite or had exploded. */
export const judgeDivergence: Judge = ({divergence}) => {
  if (!divergence) return null;
  const {update, learningRate, loss, reason} = divergence;
  const rate = learningRate === null ? '' : ` at the learning rate ${digits(learningRate)}`;
  return {
    problem: 'divergence',
    symptoms: [],
    evidence: `at update ${update}${rate} the loss was ${digits(loss)}: ${reason}`,
    numbers: {update, loss, ...(learningRate !== null && {learningRate})},
    advice:
      learningRate === null
        ? 'lower the learning rate, or warm it up'
        : `lower the learning rate, for a start to ${digits(learningRate / 10)}, or warm it up`,
  };
};
