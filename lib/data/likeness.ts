const signatures: readonly (readonly [likeness: string, start: RegExp])[] = [
  [
    'a web page (HTML), probably the answer of a server that did not have the file',
    /^\s*<(!doctype html|html|head|body)/i,
  ],
  ['an XML document, probably the answer of a server that did not have the file', /^\s*<\?xml/i],
  ['a pointer of Git LFS, not the file itself; run git lfs pull', /^version https:\/\/git-lfs/],
  ['a zip archive; unpack it first', /^PK/],
  ['a 7z or xz archive; unpack it first', /^(7z\xbc\xaf|\xfd7zXZ)/],
  ['a NumPy file, not IDX', /^\x93NUMPY/],
  ['a PNG image, not IDX', /^\x89PNG/],
  ['text, not IDX', /^[\t\n\r\x20-\x7e]{16}/],
];

/** What a file that is no IDX file seems to be, by its first bytes; null where nothing is recognised. */
export function likeness(head: Uint8Array): string | null {
  const start = String.fromCharCode(...head.subarray(0, 256));
  return signatures.find(([, pattern]) => pattern.test(start))?.[0] ?? null;
}
