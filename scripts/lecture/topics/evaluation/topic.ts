import type {Topic} from '../../frame/topic.ts';

/** Evaluation and probability. */
export const evaluationTopic: Topic = {
  number: 17,
  name: 'evaluation',
  title: 'Evaluation and probability',
  summary: '',
  items: [],
  exercises: [],
};
