import type {Topic} from '../../frame/topic.ts';

/** Batch, stochastic, mini-batch. */
export const batchesTopic: Topic = {
  number: 5,
  name: 'batches',
  title: 'Batch, stochastic, mini-batch',
  summary: '',
  items: [],
  exercises: [],
};
