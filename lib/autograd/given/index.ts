/** What callers give in the place of variables: a model or a layer for its weights, one tensor, functions that ask for them. */
export {givenVariables} from './given-variables.ts';
export {listed} from './variables.ts';
