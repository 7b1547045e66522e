// The libraries that draw, 25 MB with all that they need: the build bundles this file with what is used of them.
export * as vega from 'vega';
export {compile, type TopLevelSpec} from 'vega-lite';
