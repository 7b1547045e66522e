import type {RuleClass} from './development.ts';

/** The nearest class, from this one upwards, of which something holds. */
function owner(of: RuleClass, holds: (part: RuleClass) => boolean): RuleClass | null {
  for (let part: RuleClass | null = of; part !== null && part.prototype !== undefined;) {
    if (holds(part)) return part;
    part = Object.getPrototypeOf(part) as RuleClass | null;
  }
  return null;
}

/**
 * Refuses a class without a name of its own: a saved model would load another optimizer in its place, or none.
 *
 * @throws TypeError where the class, or the part of it that has the equation, has no `className`
 */
export function checkClassName(rule: RuleClass): void {
  const named = owner(rule, (part) => Object.hasOwn(part, 'className'));
  const updating = owner(rule, (part) => Object.hasOwn(part.prototype, 'update'));
  // The name is that of a class above the one that has the equation.
  const isHidden =
    updating !== null && updating !== named && owner(updating, (part) => part !== updating && part === named) !== null;
  if (typeof rule.className === 'string' && rule.className !== '' && !isHidden) return;
  const name = (isHidden ? updating : rule).name || 'Rule';
  throw new TypeError(
    `${name}: the class needs a name of its own for saved models: static className = '${name}', ` +
      `and tf.serialization.registerClass(${name})`,
  );
}
