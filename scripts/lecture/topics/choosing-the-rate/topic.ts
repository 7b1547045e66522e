import type {Topic} from '../../frame/topic.ts';

/** Choosing the rate. */
export const choosingTheRateTopic: Topic = {
  number: 6,
  name: 'choosing-the-rate',
  title: 'Choosing the rate',
  summary: '',
  items: [],
  exercises: [],
};
