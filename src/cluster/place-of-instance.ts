import type { RouterMember } from './cluster.ts';

/** The file and line of the name of a member's instance; the file may be one that the root file includes. */
export function placeOfInstance({ node, instance }: RouterMember): { readonly path: string; readonly line: number } {
  const { source, offset } = node.configuration.expansion.origin(instance.block.span.start);
  return { path: source.holder?.path ?? source.path, line: source.at(offset).line };
}
