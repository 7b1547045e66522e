import type {Topic} from '../../frame/topic.ts';

/** Homework. */
export const homeworkTopic: Topic = {
  number: 16,
  name: 'homework',
  title: 'Homework',
  summary: '',
  items: [],
  exercises: [],
};
