import type {Dataset} from '../types.ts';

export interface LoadDataOptions {
  target?: string;
  task?: 'classification' | 'regression';
  missing?: 'refuse' | 'mean' | 'drop';
  ignore?: readonly string[];
  size?: readonly [number, number];
  colour?: 'grey' | 'colour';
  test?: string;
  testFraction?: number;
  seed?: number;
  folds?: number;
}
export async function loadData(_path: string, _options: LoadDataOptions = {}): Promise<Dataset> {
  throw new Error('stub');
}
export async function loadFolds(_path: string, _options: LoadDataOptions & {folds: number}): Promise<Dataset[]> {
  throw new Error('stub');
}
