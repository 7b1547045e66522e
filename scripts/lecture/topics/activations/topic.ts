import type {Topic} from '../../frame/topic.ts';

/** Activations. */
export const activationsTopic: Topic = {
  number: 2,
  name: 'activations',
  title: 'Activations',
  summary: '',
  items: [],
  exercises: [],
};
