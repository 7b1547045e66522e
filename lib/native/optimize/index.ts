/**
 * Optimization: recorded operations are replaced by faster ones that compute the same, and shared out among threads.
 *
 * A rule looks at one operation whose inputs have been rewritten, and gives what stands for its result. Large operations are split by
 * the examples of a batch; what a graph costs decides on which threads it runs.
 */
export {threadsFor, totalCount} from './cost.ts';
export {exactRules, rewrite, rules, xlaRules} from './rewrite.ts';
export {splitRows} from './split-rows.ts';
