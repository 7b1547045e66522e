/** The loss that probes look at, with its products. */
export {withLoss} from './with-loss.ts';
