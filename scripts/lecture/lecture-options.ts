import {flag, spec, whole} from '../arguments/command-options.ts';
import {digitOptions} from '../data/data-options.ts';
import {seedOption} from '../training/training-options.ts';

/** The options of `lecture` in the order of the help. */
export const lectureOptions = {
  topics: spec({
    describe: 'all, or numbers, names and ids with commas between, in place of words after the command',
    default: 'all',
    words: 'none: lists the topics',
    group: 'Lecture',
    parse: async (text, mistakes) => (await import('./select-items.ts')).selectItems(text, mistakes),
  }),
  quick: flag({describe: 'smaller sizes and fewer seeds, which the pages tell', group: 'Lecture'}),
  seeds: whole({
    describe: 'for claims that are tried with several; own: as many as each of them needs',
    least: 1,
    most: 1000,
    or: ['own'],
    default: 'own',
    group: 'Lecture',
  }),
  seed: {...seedOption, group: 'Lecture'},
  ...digitOptions,
};
