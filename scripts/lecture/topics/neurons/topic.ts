import type {Topic} from '../../frame/topic.ts';

/** Neurons. */
export const neuronsTopic: Topic = {
  number: 1,
  name: 'neurons',
  title: 'Neurons',
  summary: '',
  items: [],
  exercises: [],
};
