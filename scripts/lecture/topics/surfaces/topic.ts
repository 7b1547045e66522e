import type {Topic} from '../../frame/topic.ts';

/** Surfaces and glossary. */
export const surfacesTopic: Topic = {
  number: 18,
  name: 'surfaces',
  title: 'Surfaces and glossary',
  summary: '',
  items: [],
  exercises: [],
};
