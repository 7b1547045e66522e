import type {Topic} from '../../frame/topic.ts';

/** Regularisation. */
export const regularisationTopic: Topic = {
  number: 15,
  name: 'regularisation',
  title: 'Regularisation',
  summary: '',
  items: [],
  exercises: [],
};
