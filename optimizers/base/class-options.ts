import {type OptionTable, readOptions, type SettingsOf} from '../../lib/base/options.ts';

/** Reads the options of a class, which TensorFlow.js makes of a configuration; see `readOptions`. */
export function readClassOptions<Table extends OptionTable>(
  owner: string,
  table: Table,
  options: object,
): SettingsOf<Table> {
  // tf.loadLayersModel adds an empty `customObjects` to the configuration that it hands to fromConfig.
  const {customObjects: _, ...given} = (options ?? {}) as Record<string, unknown>;
  return readOptions(owner, table, given);
}
