import type {UpdateInput, UpdateOutput} from '../../lib/update/index.ts';
import type {ToldRule} from './describe-state.ts';

/** What a rule is made of, as far as it is looked at here. */
export interface RuleClass {
  readonly name: string;
  readonly prototype: object;
  readonly className?: unknown;
}

/** What helps while one writes, and what a page need not carry: checks of rules of one's own, and rules in words. */
export interface Development {
  /** Refuses a class without a name of its own. */
  checkClassName(rule: RuleClass): void;
  /** Refuses what an equation may not return. */
  checkOutput(
    owner: string,
    input: Pick<UpdateInput<string, never>, 'value' | 'slots'>,
    output: UpdateOutput<string>,
  ): void;
  /** A rule in words. */
  describe(told: ToldRule): string;
}

let provided: Development | null = null;

/** Says what helps; `optimizers/development` does where it is loaded. */
export function provideDevelopment(development: Development): void {
  provided = development;
}

/** What helps, where it is loaded. */
export const development = (): Development | null => provided;
