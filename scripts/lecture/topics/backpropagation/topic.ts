import type {Topic} from '../../frame/topic.ts';

/** Backpropagation. */
export const backpropagationTopic: Topic = {
  number: 4,
  name: 'backpropagation',
  title: 'Backpropagation',
  summary: '',
  items: [],
  exercises: [],
};
