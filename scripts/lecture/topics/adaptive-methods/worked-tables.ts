import {formatDecimals, formatNumber} from '../../../report/number-format.ts';
import type {WorkedRule, WorkedStep} from '../../frame/worked-neuron.ts';

/** Every number of a worked example, by name. */
export const numbersOf = (steps: readonly WorkedStep[]) => ({
  nets: steps.map((step) => step.net),
  outputs: steps.map((step) => step.output),
  gradients: steps.map((step) => step.gradient),
  velocities: steps.map((step) => step.velocity),
  squares: steps.map((step) => step.squares),
  weights: steps.map((step) => step.weights),
});

/** A row for each sample; with the averages of the gradients for Adam. */
export const stepTable = (
  {nets, outputs, gradients, velocities, squares, weights}: ReturnType<typeof numbersOf>,
  rule: WorkedRule,
) => {
  const isAveraged = rule === 'adam';
  const heads = ['sample', 'net', 'y', 'dw1', 'dw2', ...(isAveraged ? ['v1', 'v2'] : [])];
  return {
    title: 'Step by step',
    columns: [...heads, 's1', 's2', 'w1', 'w2'],
    rows: nets.map((net, k) => [
      k + 1,
      ...[net, outputs[k]!, ...gradients[k]!, ...(isAveraged ? velocities[k]! : [])].map((value) =>
        formatDecimals(value, 6),
      ),
      ...squares[k]!.map((value) => formatNumber(value, 5)),
      ...weights[k]!.map((value) => formatDecimals(value, 6)),
    ]),
  };
};

/** Printed numbers beside ours; both in units of the last printed digit. */
export const digitTable =
  (names: readonly string[], decimals: readonly number[]) =>
  ({printed, right}: {printed: readonly number[]; right: readonly number[]}) => ({
    title: 'Printed and computed',
    columns: ['number', 'printed', 'computed'],
    rows: names.map((name, i) => [
      name,
      formatDecimals(printed[i]! / 10 ** decimals[i]!, decimals[i]!),
      formatDecimals(right[i]! / 10 ** decimals[i]!, 8),
    ]),
  });
