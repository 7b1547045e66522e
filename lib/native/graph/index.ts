/**
 * Graphs: recorded operations as nodes, and what makes of them a graph file that TensorFlow loads into a session.
 *
 * Attributes are completed here, constants shortened, variables that kernels update moved into the session, and operations marked
 * for XLA. Nothing here knows how operations were recorded or what they are replaced by.
 */
export {buildGraph, type Threads} from './build-graph.ts';
export {loadGraph} from './load-graph.ts';
export {
  attributeOf,
  constantNode,
  type Feed,
  isSame,
  type PendingLine,
  placeholderNode,
  randomSource,
  reachable,
  type Source,
  type TraceNode,
  typeOf,
  type ValueType,
} from './node.ts';
export {moveIntoSession} from './session-variables.ts';
export {markForXla} from './xla.ts';
