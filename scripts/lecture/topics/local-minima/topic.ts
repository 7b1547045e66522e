import type {Topic} from '../../frame/topic.ts';

/** Local minima and identifiability. */
export const localMinimaTopic: Topic = {
  number: 12,
  name: 'local-minima',
  title: 'Local minima and identifiability',
  summary: '',
  items: [],
  exercises: [],
};
