import {isNegligible, type UpdatePlan} from '../../update/index.ts';
import {type NativeBackend, operationExists} from '../binding.ts';

type Inputs = readonly (number | 'gradient')[];

/**
 * How one of TensorFlow's kernels does an update.
 *
 * The inputs of the kernel are the variable, the states, and `inputs`, in this order.
 */
export interface FusedKernel {
  /** Such as 'ResourceApplyAdam'. */
  readonly operation: string;
  /** Which slots are its states; 'scratch' is memory that starts as a copy of the gradient and is given up afterwards. */
  readonly states: readonly string[];
  /** The numbers that follow, and where the gradient stands among them. */
  readonly inputs: Inputs;
  /** What the gradient is multiplied by first, 1 by default. */
  readonly gain?: number;
  /** Whether to look ahead as Nesterov does, default false. */
  readonly nesterov?: boolean;
  /** Whether the squares of the gradient must be finite, else the plain path is taken; default false. */
  readonly finiteSquares?: boolean;
  /** A kernel of this package's own build with the same states, which is taken where that build is. */
  readonly own?: {readonly operation: string; readonly inputs: Inputs};
}

type Numbers = Readonly<Record<string, number>>;
type Named<Names extends string> = Readonly<Record<Names, number>>;

/** The kernel that equals an equation with these numbers; null where none has its convention. */
type KernelFor = (numbers: Numbers, plan: Pick<UpdatePlan, 'choices' | 'slotNames'>) => FusedKernel | null;

/** By the name of the equation. */
const kernels: Readonly<Record<string, KernelFor>> = {
  sgd: (numbers) => {
    const {rate} = numbers as Named<'rate'>;
    return {operation: 'ResourceApplyGradientDescent', states: [], inputs: [rate, 'gradient']};
  },

  momentum: (numbers, {choices}) => {
    const {momentum, gain, rate} = numbers as Named<'momentum' | 'gain' | 'rate'>;
    const states = ['velocity'];
    return choices['form'] === 'classical'
      ? {operation: 'ResourceApplyKerasMomentum', states, inputs: [gain, 'gradient', momentum]}
      : {operation: 'ResourceApplyMomentum', states, inputs: [rate, 'gradient', momentum], gain};
  },

  nesterov: (numbers, {choices}) => {
    const {momentum, rate} = numbers as Named<'momentum' | 'rate'>;
    return {
      operation: 'ResourceApplyKerasMomentum',
      states: ['velocity'],
      inputs: [rate, 'gradient', momentum],
      nesterov: choices['form'] === 'reformulated',
    };
  },

  adagrad: (numbers, {choices}) => {
    const {epsilon, rate} = numbers as Named<'epsilon' | 'rate'>;
    // The kernel multiplies by the rate first: a rate above 1 could take a large gradient to infinity.
    if (choices['epsilonInside'] === true || isNegligible(epsilon) || rate > 1) return null;
    return {operation: 'ResourceApplyAdagradV2', states: ['accumulator'], inputs: [rate, epsilon, 'gradient']};
  },

  adadelta: (numbers, {choices}) => {
    const {rho, epsilon, rate} = numbers as Named<'rho' | 'epsilon' | 'rate'>;
    if (choices['epsilonInside'] === false || isNegligible(epsilon) || rho === 0) return null;
    const states = ['gradients', 'updates'];
    return {operation: 'ResourceApplyAdadelta', states, inputs: [rate, rho, epsilon, 'gradient']};
  },

  rmsprop: (numbers, {choices, slotNames}) => {
    const {rho, momentum, epsilon, rate} = numbers as Named<'rho' | 'momentum' | 'epsilon' | 'rate'>;
    if (choices['centered'] === true || isNegligible(epsilon) || rho === 0) return null;
    const hasMomentum = slotNames.includes('step');
    if (choices['epsilonInside'] === true) {
      return {
        operation: 'ResourceApplyRMSProp',
        states: ['v', hasMomentum ? 'step' : 'scratch'],
        inputs: [rate, rho, momentum, epsilon, 'gradient'],
        finiteSquares: true,
      };
    }
    if (hasMomentum) return null;
    // Adam with beta1 = 0, whose first moment is the gradient: it starts there, and moves by nothing.
    return {
      operation: 'ResourceApplyAdam',
      states: ['scratch', 'v'],
      inputs: [0, 0, rate, 0, rho, epsilon, 'gradient'],
      finiteSquares: true,
    };
  },

  adam: (numbers, {choices}) => {
    const {beta1, gain1, beta2, gain2, epsilon, rate} = numbers as Named<
      'beta1' | 'gain1' | 'beta2' | 'gain2' | 'epsilon' | 'rate'
    >;
    if (choices['epsilonInside'] === true || isNegligible(epsilon) || beta1 === 0 || beta2 === 0) return null;
    // The kernel adds epsilon before its bias correction. With powers 0 it has none: rate and epsilon hold ours.
    const inputs: Inputs = [0, 0, rate, beta1, beta2, epsilon, 'gradient'];
    if (choices['amsgrad'] === true) {
      return {operation: 'ResourceApplyAdamWithAmsgrad', states: ['m', 'v', 'vmax'], inputs, finiteSquares: true};
    }
    const ownInputs: Inputs = [rate, beta1, gain1, beta2, gain2, epsilon, 'gradient'];
    return {
      operation: 'ResourceApplyAdam',
      states: ['m', 'v'],
      inputs,
      finiteSquares: true,
      own: {operation: 'ResourceApplyAdamOnePass', inputs: ownInputs},
    };
  },
};

/**
 * The kernel that does an update here: that of this package's own build of the binding where it runs, else TensorFlow's.
 *
 * Ours computes as single operations do, so that squares need not be finite.
 */
export function availableKernel(
  backend: Pick<NativeBackend, 'binding'>,
  {own, ...kernel}: FusedKernel,
): FusedKernel | null {
  if (own !== undefined && operationExists(backend, own.operation)) return {...own, states: kernel.states};
  return operationExists(backend, kernel.operation) ? kernel : null;
}

/** The kernel that does what a plan says with its numbers; null where there is none, or TensorFlow lacks it. */
export function kernelOf(backend: Pick<NativeBackend, 'binding'>, plan: UpdatePlan): FusedKernel | null {
  const wanted = plan.equationName === null ? null : (kernels[plan.equationName]?.(plan.numbers, plan) ?? null);
  return wanted && availableKernel(backend, wanted);
}
