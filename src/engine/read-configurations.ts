import { parse } from '../../grammar/parser.ts';
import { buildConfiguration } from '../model/build.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Reader, Root } from './reader.ts';
import { Sources } from './sources.ts';
import { type ViewOptions, viewsOf } from './views.ts';

/**
 * What keepalived would run of a root file: one configuration for each view that is asked for, without `configIds` for each that the file names.
 * Throws `UnreadableRootError` for a root that cannot be read.
 */
export function* readConfigurations(root: Root, reader: Reader, options: ViewOptions): Generator<Configuration> {
  const sources = new Sources(reader);
  for (const expansion of viewsOf(sources.root(root), sources, options)) {
    yield buildConfiguration(expansion, parse(expansion), options.keepalived);
  }
}
