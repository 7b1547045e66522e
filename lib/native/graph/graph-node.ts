/** The value of an attribute in the form of a graph file. */
export type AttributeValue =
  | {readonly kind: 'type'; readonly type: number}
  | {readonly kind: 'int' | 'float'; readonly number: number}
  | {readonly kind: 'ints' | 'floats'; readonly numbers: readonly number[]}
  | {readonly kind: 'bool'; readonly flag: boolean}
  | {readonly kind: 'bools'; readonly flags: readonly boolean[]}
  | {readonly kind: 'string'; readonly text: string}
  | {readonly kind: 'shape'; readonly shape: readonly number[]}
  | {readonly kind: 'tensor'; readonly type: number; readonly shape: readonly number[]; readonly bytes: Uint8Array};

/** One operation as it stands in a graph file; inputs are `name:output`. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}
