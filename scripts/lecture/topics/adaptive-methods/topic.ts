import type {Topic} from '../../frame/topic.ts';

/** Adaptive methods. */
export const adaptiveMethodsTopic: Topic = {
  number: 8,
  name: 'adaptive-methods',
  title: 'Adaptive methods',
  summary: '',
  items: [],
  exercises: [],
};
