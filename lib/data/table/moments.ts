/** Mean and deviation of numbers, sqrt(sum (x - mean)^2 / n), in float64 and in two passes; NaN is passed over. */
export function momentsOf(rows: Int32Array, number: (row: number) => number): {mean: number; deviation: number} {
  let [count, sum] = [0, 0];
  for (const row of rows) {
    const value = number(row);
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
  }
  const mean = sum / count;
  let squares = 0;
  for (const row of rows) {
    const value = number(row);
    if (!Number.isNaN(value)) squares += (value - mean) ** 2;
  }
  return {mean, deviation: Math.sqrt(squares / count)};
}
