import {digits} from './numbers.ts';
import type {Judge} from './types.ts';

const deadFractionFrom = 0.5;

/** Dying ReLUs: at the last record, half of a layer's ReLUs or more are zero for every example of the probe. */
export const judgeDying: Judge = ({history}) => {
  const records = history.flatMap(({epoch, layers}) => (layers ? [{epoch, layers}] : []));
  const [first, last] = [records[0], records.at(-1)];
  if (!first || !last) return null;
  const worst = last.layers
    .map((layer, place) => ({...layer, place}))
    .filter(({deadFraction}) => deadFraction !== null)
    .reduce<{name: string; deadFraction: number; place: number} | null>(
      (most, {name, deadFraction, place}) =>
        most && most.deadFraction >= deadFraction! ? most : {name, deadFraction: deadFraction!, place},
      null,
    );
  if (!worst || worst.deadFraction < deadFractionFrom) return null;
  const before = first.layers[worst.place]?.deadFraction ?? 0;
  return {
    problem: 'dyingRelus',
    symptoms: [],
    evidence:
      `${digits(100 * worst.deadFraction)} % of the ReLUs of ${worst.name} are zero for every probed example at epoch ` +
      `${last.epoch}, ${digits(100 * before)} % were at epoch ${first.epoch} (from ${100 * deadFractionFrom} % on they are dying)`,
    numbers: {deadFraction: worst.deadFraction, deadFractionBefore: before, epoch: last.epoch, deadFractionFrom},
    advice: 'lower the learning rate, use leakyRelu or elu, start with heNormal and with biases that are not negative',
  };
};
