import type {Topic} from '../../frame/topic.ts';

/** Momentum and Nesterov. */
export const momentumTopic: Topic = {
  number: 7,
  name: 'momentum',
  title: 'Momentum and Nesterov',
  summary: '',
  items: [],
  exercises: [],
};
