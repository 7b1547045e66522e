import {readValues} from '../../base/options.ts';
import type {SymmetricOperator} from '../operator.ts';
import {withLoss} from './with-loss.ts';
import {lossTable, type MatrixSource, matrixTable} from './source.ts';

/**
 * Runs a probe on the matrix of a source and frees what it took.
 *
 * @throws TypeError, RangeError where the source names no matrix, or two
 */
export async function withMatrix<Result>(
  owner: string,
  source: MatrixSource,
  probe: (matrix: SymmetricOperator) => Promise<Result>,
): Promise<Result> {
  const {matrix, operator} = readValues(owner, matrixTable, source);
  if (operator !== undefined) {
    const others = [...Object.keys(lossTable), 'matrix'] as (keyof typeof matrixTable)[];
    const other = others.find((name) => source[name] !== undefined);
    if (other === undefined) return probe(operator);
    throw new TypeError(`${owner}: give operator, or loss and variables, received operator and ${other}`);
  }
  return withLoss(owner, source, (problem) => probe(problem.matrix(matrix)));
}
