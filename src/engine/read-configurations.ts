import type { Target } from '../binding/target.ts';
import type { Configuration } from '../model/configuration.ts';
import { analyse } from './analyse.ts';
import type { Reader, Root } from './reader.ts';
import { Sources } from './sources.ts';
import type { ViewSelection } from './views.ts';

/**
 * What keepalived would run of a root file: one configuration for each view that is asked for, without `configIds` for each that the file names.
 * Throws `UnreadableRootError` for a root that cannot be read.
 */
export function* readConfigurations(root: Root, reader: Reader, target: Target, selection: ViewSelection = {}): Generator<Configuration> {
  for (const view of analyse(root, target, new Sources(reader), selection)) yield view.configuration;
}
