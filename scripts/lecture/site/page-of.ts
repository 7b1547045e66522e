import type {Topic} from '../frame/topic.ts';

/** The page of a topic below the folder of the site, without extension: `topics/09-conjugate-gradient`. */
export const pageOf = ({number, name}: Pick<Topic, 'number' | 'name'>): string =>
  `topics/${String(number).padStart(2, '0')}-${name}`;
