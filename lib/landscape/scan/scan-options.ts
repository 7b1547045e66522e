import type {EvaluationOptions} from './point-evaluator.ts';
import type {ScanControl} from './scan.ts';
import type {WeightSource} from './weights.ts';

const ofWeights: readonly (keyof WeightSource)[] = ['model', 'variables'];

const ofPoints: readonly (keyof EvaluationOptions | keyof ScanControl)[] = [
  'evaluate',
  'loss',
  'data',
  'test',
  'batchNorm',
  'done',
  'onPoints',
  'signal',
];

/**
 * Names of the options of whatever scans weight space, in the order in which messages list them: whose weights are moved, where to,
 * what is measured at each point and how it goes on.
 *
 * @param where names of the options that say where the points are
 */
export const scanOptions = (where: readonly string[]): string[] => [...ofWeights, ...where, ...ofPoints];
