import {flagOption, type OptionsOf} from '../base/options.ts';

export const compileTable = {
  rewrite: flagOption(
    true,
    'whether operations are replaced by faster ones that agree to 1e-6; without, results agree with eager execution to the last bit',
  ),
  xla: flagOption(false, 'whether XLA compiles the graph; results agree to 1e-5'),
};

/** How a function is compiled. */
export interface CompileOptions extends OptionsOf<typeof compileTable> {}
