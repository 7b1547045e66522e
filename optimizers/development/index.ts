import {checkClassName} from '../base/check-class-name.ts';
import {checkOutput} from '../base/check-output.ts';
import {checkRead, updating} from '../base/check-read.ts';
import {checkTable} from '../base/check-table.ts';
import {moreOnVariables} from '../base/in-words.ts';
import {describeRuleState} from '../base/describe-state.ts';
import {provideDevelopment} from '../base/development.ts';

// Loaded in Node, and in pages by `import 'tfjs-optim/development'`.
provideDevelopment({
  checkClassName,
  checkTable,
  checkOutput,
  updating,
  checkRead,
  moreOnVariables,
  describe: describeRuleState,
});
