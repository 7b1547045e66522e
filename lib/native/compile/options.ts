/** How a function is compiled. */
export interface CompileOptions {
  /** Whether operations are replaced by faster ones that agree to 1e-6, default true; without, results agree with eager execution to the last bit. */
  readonly rewrite?: boolean;
  /** Whether XLA compiles the graph, default false; results agree to 1e-5. */
  readonly xla?: boolean;
}
