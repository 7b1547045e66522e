/** What Arrow calls a span of time in a field. */
const duration = 18;
/** Parts of a second by the number of their unit: s, ms, us, ns; 1 where none is said. */
const units = [1, 1e3, 1e6, 1e9];

/** A table of a FlatBuffer: where each of its fields stands. */
function fieldsOf(view: DataView, at: number): (field: number) => number | null {
  const places = at - view.getInt32(at, true);
  const count = (view.getUint16(places, true) - 4) / 2;
  return (field) => {
    const offset = field < count ? view.getUint16(places + 4 + 2 * field, true) : 0;
    return offset === 0 ? null : at + offset;
  };
}

const follow = (view: DataView, at: number): number => at + view.getUint32(at, true);

/**
 * The columns that are spans of time, with their parts of a second: Parquet has no type for these, and their numbers are told by
 * the schema of Arrow that the file keeps.
 *
 * @see https://github.com/apache/arrow/blob/main/format/Schema.fbs
 */
export function arrowSpans(schema: string): Map<string, number> {
  const bytes = Uint8Array.from(atob(schema), (letter) => letter.codePointAt(0)!);
  const view = new DataView(bytes.buffer);
  const start = view.getUint32(0, true) === 0xffffffff ? 8 : 4;
  const message = fieldsOf(view, follow(view, start));
  const list = fieldsOf(view, follow(view, message(2)!))(1)!;
  const vector = follow(view, list);
  const spans = new Map<string, number>();
  for (let i = 0; i < view.getUint32(vector, true); i++) {
    const field = fieldsOf(view, follow(view, vector + 4 + 4 * i));
    const [name, type, details] = [field(0), field(2), field(3)];
    if (name === null || type === null || view.getUint8(type) !== duration) continue;
    const text = follow(view, name);
    const unit = details === null ? null : fieldsOf(view, follow(view, details))(0);
    spans.set(
      new TextDecoder().decode(bytes.subarray(text + 4, text + 4 + view.getUint32(text, true))),
      units[unit === null ? 1 : view.getInt16(unit, true)] ?? 1e3,
    );
  }
  return spans;
}
