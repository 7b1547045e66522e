import type {Topic} from '../../frame/topic.ts';

/** Critical points. */
export const criticalPointsTopic: Topic = {
  number: 11,
  name: 'critical-points',
  title: 'Critical points',
  summary: '',
  items: [],
  exercises: [],
};
