import type {Topic} from '../../frame/topic.ts';

/** Gradient descent. */
export const gradientDescentTopic: Topic = {
  number: 3,
  name: 'gradient-descent',
  title: 'Gradient descent',
  summary: '',
  items: [],
  exercises: [],
};
