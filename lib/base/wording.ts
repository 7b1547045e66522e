import {distance} from 'fastest-levenshtein';
import {cut, isTensor, provideWording} from './arguments.ts';

// Messages that show lists of tensors, and suggest the name that was meant: loaded in Node, and in pages where somebody asks for it,
// `import 'tfjs-optim/development'`, because a page need not carry it.

/** JSON where there is one: a value may hold itself. */
function toJson(received: unknown): string | undefined {
  try {
    return JSON.stringify(received);
  } catch {
    return undefined;
  }
}

/** Whether anything in a value is a tensor, a model or another thing with insides that nobody wants to read. */
const holdsObjects = (value: unknown, depth = 0): boolean => {
  if (typeof value !== 'object' || value === null) return typeof value === 'function';
  if (!Array.isArray(value) && (value.constructor ?? Object) !== Object) return true;
  return depth <= 3 && Object.values(value).some((each) => holdsObjects(each, depth + 1));
};

/** A list or a record of things that are shown one by one. */
function showParts(received: object, depth: number): string {
  const isList = Array.isArray(received);
  const entries = Object.entries(received);
  const parts = entries.slice(0, 3).map(([name, value]) => {
    const shown = showAt(value, depth + 1);
    return isList ? shown : `${name}: ${shown}`;
  });
  const text = [...parts, ...(entries.length > 3 ? ['...'] : [])].join(', ');
  return isList ? `[${text}]` : `{${text}}`;
}

const show = (received: unknown): string => showAt(received, 0);

function showAt(received: unknown, depth: number): string {
  if (typeof received === 'number' || typeof received === 'bigint') return `${received}`;
  if (typeof received === 'object' && received !== null) {
    if (depth > 0 && isTensor(received) && received.constructor !== Object) {
      return `a ${received.constructor?.name === 'Variable' ? 'variable' : 'tensor'} of shape [${received.shape.join(', ')}]`;
    }
    const isPlain = Array.isArray(received) || (received.constructor ?? Object) === Object;
    // A value may hold itself.
    if (isPlain && depth < 3 && holdsObjects(received)) return showParts(received, depth);
  }
  if (typeof received === 'function') return 'a function';
  if (typeof received === 'object' && received !== null && !Array.isArray(received)) {
    const {name} = received.constructor ?? Object;
    if (name !== 'Object') return `an object of class ${name}`;
  }
  const text = toJson(received) ?? typeof received;
  return cut(text);
}

/** How many edits part two words; one when either contains the other, as "cosine" and "cosineDecay". */
function editsBetween(one: string, other: string): number {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length > 2 && long.includes(short) ? Math.min(1, distance(one, other)) : distance(one, other);
}

/** Two letters that changed places are two edits, and at least one letter has to be right. */
const allowedEdits = (length: number): number => Math.min(length - 1, Math.max(2, Math.floor(length / 2)));

/** `; did you mean "x"?` for the known name nearest to the one received, or nothing when none is near. */
function didYouMean(received: string, known: readonly string[]): string {
  const near = known
    .map((name) => ({name, edits: editsBetween(received.toLowerCase(), name.toLowerCase())}))
    .filter(({name, edits}) => edits <= allowedEdits(Math.min(name.length, received.length)))
    .sort((one, other) => one.edits - other.edits)[0];
  return near === undefined ? '' : `; did you mean "${near.name}"?`;
}

/** An argument; where options have its place and it is among them, as in `adam({learningRate: 0.1})`, with the call that is meant. */
function showArgument(received: unknown, owner: string, name: string): string {
  const isPlain = typeof received === 'object' && received !== null && received.constructor === Object;
  if (!isPlain || !Object.hasOwn(received, name)) return show(received);
  return `${show(received)}; it comes first, as in ${owner.charAt(0).toLowerCase()}${owner.slice(1)}(0.001, {...})`;
}

provideWording({show, given: showArgument, didYouMean});
