import {show} from '../../base/arguments.ts';
import {DataError} from '../data-error.ts';

const withComma = /^\s*[+-]?(?:\d+,\d*|,\d+)(?:e[+-]?\d+)?\s*$/i;
/** Where commas are decimal, a point divides thousands: read as one of decimals it would be another number in silence. */
const withPoint = /^\s*[+-]?(?:\d+\.\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/**
 * Cells whose numbers have decimal commas with points in their place; texts and numbers with both marks stay as they are.
 *
 * @param place of the row, with its file
 * @throws DataError for a number with a point
 */
export function pointsForCommas(cells: readonly string[], columns: readonly string[], place: string): string[] {
  return cells.map((cell, index) => {
    if (withPoint.test(cell)) {
      throw new DataError(
        `${place}, column ${show(columns[index])}: ${show(cell.trim())} has a point where decimals have commas (decimal: ','); ` +
          `write ${show(cell.trim().replace('.', ''))} for thousands, or ${show(cell.trim().replace('.', ','))} for decimals`,
      );
    }
    return withComma.test(cell) ? cell.replace(',', '.') : cell;
  });
}
