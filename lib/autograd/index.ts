export {flatten, unflatten} from './flatten.ts';
export {ggnvp} from './ggnvp.ts';
export {hvp} from './hvp.ts';
export type {OutputLoss} from './output-loss.ts';
export type {ProductOptions} from './product-options.ts';
export {repairGradients} from './repairs/repair-gradients.ts';
export {secondOrder} from './second-order.ts';
export type {Variables} from './variables.ts';
