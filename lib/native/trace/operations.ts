/** Operations whose result has a shape that depends on the data. */
const dataDependent: ReadonlySet<string> = new Set([
  'Where',
  'Unique',
  'UniqueV2',
  'NonMaxSuppressionV3',
  'NonMaxSuppressionV4',
  'NonMaxSuppressionV5',
  'ListDiff',
  'RaggedGather',
  'RaggedRange',
  'RaggedTensorToTensor',
]);

/** Operations that do something else than compute, with the words that follow their name in the message. */
const notAllowed: ReadonlyMap<string, string> = new Map([
  ...['CreateSummaryFileWriter', 'FlushSummaryWriter', 'WriteScalarSummary', 'WriteHistogramSummary'].map(
    (name) => [name, 'writes a file'] as const,
  ),
  ...['DecodeJpeg', 'DecodePng', 'DecodeBmp', 'DecodeGif', 'EncodeJpeg', 'EncodePng'].map(
    (name) => [name, 'reads or writes a picture'] as const,
  ),
]);

/** Why an operation cannot be part of a graph; null where it can. */
export function whyNotRecorded(name: string): string | null {
  const reason =
    notAllowed.get(name) ?? (dataDependent.has(name) ? 'gives a result whose shape depends on the data' : undefined);
  return reason === undefined ? null : `the operation ${name} ${reason}, which a graph cannot follow; do it outside`;
}
