export {accelerate, type AccelerateOptions} from './accelerate.ts';
