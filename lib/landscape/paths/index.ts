/** Lines through weight space, walked point by point. */
export {walkPath} from './interpolate.ts';
