import {
  type Hyperparameter,
  perEpoch,
  type Schedule,
  scheduleCatalogue,
  type ScheduleConfig,
  scheduleFromConfig,
  warmup,
} from '../../schedules/index.ts';
import {parseSpecs, type SpecParameter} from './spec.ts';

/** Makes the schedule of one optimizer: its own rate, in the run's epochs and updates. */
export type ScheduleMaker = (rate: number, run: {epochs: number; updatesPerEpoch: number}) => Hyperparameter;

const combinators = ['warmup', 'sequence', 'product', 'perEpoch'];
const names = Object.keys(scheduleCatalogue).filter((name) => !combinators.includes(name));
/** Parameters that take the optimizer's own rate where none is written. */
const rateParameters = ['value', 'a'];

function knownOptions(name: string): Record<string, SpecParameter> | undefined {
  if (!names.includes(name)) return undefined;
  const parameters = Object.entries(scheduleCatalogue[name]!.parameters);
  const own = parameters.map(([key, {default: fallback}]) => [key, {default: fallback}] as const);
  return Object.fromEntries([
    ...own,
    // Where none is written lengths are in epochs, too, and parts of an epoch count.
    ['unit', {choices: ['epoch', 'update']}],
    ['warmup', {default: 0}],
  ]);
}

/** "5/8" as [5, 8], for the parameters that are lists. */
const list = (value: unknown): number[] => String(value).split('/').map(Number);

/**
 * Reads `cosineDecay:end=0.001,unit=update,warmup=100`: a schedule with its options by name.
 *
 * Lengths are in epochs and the rate changes with every update; with `unit=epoch` it changes between epochs only, and with
 * `unit=update` lengths are in updates. `warmup` is the length of a linear rise before the schedule. The start (`value`, or `a`) is each
 * optimizer's rate, and `steps` the length of the run, unless they are written.
 * Lists are separated by slashes, as in `piecewiseConstant:boundaries=3/6,values=0.1/0.01/0.001`.
 */
export function parseSchedule(text: string, mistakes: string[]): ScheduleMaker | undefined {
  const before = mistakes.length;
  const specs = parseSpecs(text, {flag: 'schedule', kind: 'schedule', names, known: knownOptions, mistakes});
  if (specs.length > 1) mistakes.push(`--schedule takes one schedule, got ${specs.length}: ${text}`);
  const [spec] = specs;
  if (!spec || mistakes.length > before) return undefined;
  const {unit, warmup: rise = 0, ...options} = spec.options;
  const inUpdates = unit === 'update';
  const parameters = scheduleCatalogue[spec.name]!.parameters;
  // Parts of an epoch count where no unit is written.
  const isLength = unit === undefined ? Number(rise) >= 0 : Number.isSafeInteger(rise) && Number(rise) >= 0;
  if (!isLength)
    mistakes.push(
      `--schedule: ${spec.name}: warmup must be a ${unit === undefined ? '' : 'whole '}number of at least 0, got "${String(rise)}"`,
    );
  const missing = Object.entries(parameters).flatMap(([key, {required}]) =>
    required && !(key in options) && ![...rateParameters, 'steps'].includes(key) ? [key] : [],
  );
  if (missing.length > 0) mistakes.push(`--schedule: ${spec.name} needs ${missing.join(' and ')}`);
  if (mistakes.length > before) return undefined;
  const make: ScheduleMaker = (rate, {epochs, updatesPerEpoch}) => {
    const steps = (inUpdates ? epochs * updatesPerEpoch : epochs) - Number(rise);
    const config: Record<string, unknown> = {name: spec.name, ...options};
    for (const [key, {required}] of Object.entries(parameters)) {
      if (['boundaries', 'values'].includes(key) && key in config) config[key] = list(config[key]);
      if (!required || key in config) continue;
      if (rateParameters.includes(key)) config[key] = rate;
      if (key !== 'steps') continue;
      if (steps <= 0) {
        const whole = steps + Number(rise);
        throw new RangeError(
          `${spec.name}: a warmup of ${rise} leaves nothing of the ${whole} ${inUpdates ? 'updates' : 'epochs'} of the run`,
        );
      }
      config[key] = steps;
    }
    const inner = scheduleFromConfig(config as ScheduleConfig);
    const whole: Schedule = Number(rise) > 0 ? warmup(inner, {steps: Number(rise)}) : inner;
    return inUpdates ? whole : perEpoch(whole, updatesPerEpoch, {smooth: unit === undefined});
  };
  try {
    make(0.1, {epochs: 1000, updatesPerEpoch: 100});
  } catch (error) {
    mistakes.push(`--schedule: ${(error as Error).message}`);
  }
  return make;
}
