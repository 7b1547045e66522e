import type {Topic} from '../../frame/topic.ts';

/** Dying ReLU. */
export const dyingReluTopic: Topic = {
  number: 14,
  name: 'dying-relu',
  title: 'Dying ReLU',
  summary: '',
  items: [],
  exercises: [],
};
