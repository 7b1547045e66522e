import type {Topic} from '../../frame/topic.ts';

/** Ill-conditioning. */
export const illConditioningTopic: Topic = {
  number: 10,
  name: 'ill-conditioning',
  title: 'Ill-conditioning',
  summary: '',
  items: [],
  exercises: [],
};
