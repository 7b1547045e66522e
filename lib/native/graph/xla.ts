import type {AttributeValue, GraphNode} from './graph-file.ts';

/** Operations that stay outside: they hold variables, or come from outside. */
const outside =
  /^(?:Placeholder|VarHandleOp|ReadVariableOp|AssignVariableOp|OptimUpdate|DestroyResourceOp|Random|Truncated)/;

/**
 * Marks the operations of a graph for XLA, which compiles those that it can into one kernel.
 *
 * The marks need no setting of the process. Operations that XLA does not know run as before.
 *
 * @param scope a name; operations of the same scope are compiled together
 */
export function markForXla(nodes: readonly GraphNode[], scope: string): GraphNode[] {
  const marks: Record<string, AttributeValue> = {
    _XlaCompile: {kind: 'bool', flag: true},
    _XlaScope: {kind: 'string', text: scope},
  };
  return nodes.map((node) => (outside.test(node.op) ? node : {...node, attributes: {...node.attributes, ...marks}}));
}
