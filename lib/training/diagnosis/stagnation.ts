import {leastProgress, lossProgress, standsStill} from './loss-progress.ts';
import {digits} from './numbers.ts';
import type {Judge} from './types.ts';

/**
 * Stagnation: the training loss never fell by 1 % of what it was at the start. Plateau: it fell, but over the later half of
 * the run it did not fall by 1 % and is still above half of what it was at the start.
 *
 * A loss of 0 at the start cannot fall and is not judged.
 */
export const judgeStagnation: Judge = ({history}) => {
  const moved = lossProgress(history);
  if (!moved || moved.initialLoss === 0) return null;
  const {epochs, initialLoss, bestLoss, progress, lateProgress} = moved;
  const learningRate = history.at(-1)?.learningRate ?? null;
  const numbers = {
    epochs,
    initialLoss,
    bestLoss,
    progress,
    leastProgress,
    ...(lateProgress !== null && {lateProgress}),
    ...(learningRate !== null && {learningRate}),
  };
  if (progress < leastProgress) {
    return {
      problem: 'stagnation',
      symptoms: [],
      evidence:
        `the training loss went from ${digits(initialLoss)} to no less than ${digits(bestLoss)} in ${epochs} epochs, ` +
        `${digits(100 * progress)} % (progress is ${digits(100 * leastProgress)} % or more)`,
      numbers,
      advice:
        learningRate === 0
          ? 'the learning rate is 0: raise it'
          : 'raise the learning rate step by step, check that labels belong to their examples, try another initialisation',
    };
  }
  if (!standsStill(moved)) return null;
  return {
    problem: 'plateau',
    symptoms: [],
    evidence:
      `the training loss fell by ${digits(100 * lateProgress!)} % in the later half of ${epochs} epochs and is still ` +
      `${digits(bestLoss)}, more than half of the ${digits(initialLoss)} at the start`,
    numbers,
    advice: 'try a larger rate, momentum or an adaptive method, or a larger model; a smaller rate if the loss swings',
  };
};
