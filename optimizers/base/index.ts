export {describeRule} from './common-options.ts';
export type {CommonOptions, RuleDescription, WithLearningRate} from './common-options.ts';
export type {GradientArgument, NamedGradient} from './gradients.ts';
export type {HyperparameterOption, OptionTable} from './options.ts';
export type {SlotKind} from './slot-variable.ts';
export type {NamedWeight} from './slots.ts';
export {UpdateRule} from './update-rule.ts';
export type {Declaration, UpdateInput, UpdateOutput} from '../../lib/update/index.ts';
export {isDecayed} from './weight-decay.ts';
