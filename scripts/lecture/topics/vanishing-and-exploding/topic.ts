import type {Topic} from '../../frame/topic.ts';

/** Vanishing and exploding gradients. */
export const vanishingAndExplodingTopic: Topic = {
  number: 13,
  name: 'vanishing-and-exploding',
  title: 'Vanishing and exploding gradients',
  summary: '',
  items: [],
  exercises: [],
};
