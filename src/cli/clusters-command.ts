import { findClusters } from '../engine/find-clusters.ts';
import { loadColors } from '../report/colors.ts';
import { appearanceOf } from './appearance.ts';
import { begin, type QuestionFlags, requireFormat } from './begin.ts';
import { checkFound, clustersOf } from './cluster-options.ts';
import { clustersJson } from './clusters-json.ts';
import { clustersMermaid } from './clusters-mermaid.ts';
import { clustersText } from './clusters-text.ts';
import { ExitCode } from './exit-code.ts';
import { warnOfTemplates } from './odd-files.ts';
import type { Session } from './session.ts';
import { unreadMessage } from './unread-message.ts';

export interface ClustersFlags extends QuestionFlags {
  readonly cluster: readonly string[];
  readonly format: string;
}

const FORMATS = ['text', 'json', 'mermaid'];

/** Shows which nodes form clusters, and the virtual routers of each. */
export async function clustersCommand(paths: readonly string[], flags: ClustersFlags, session: Session): Promise<ExitCode> {
  const { format } = flags;
  requireFormat('Clusters cannot be shown', format, FORMATS);
  const { tell, reader, roots, failures, target, selection, settings } = await begin(paths, flags, session);
  const wanted = await clustersOf(flags.cluster, settings, session);
  if (roots.length === 0) return ExitCode.usage;
  warnOfTemplates([{ roots, reader }], tell);

  const found = findClusters(roots, reader, { target, named: wanted.named, ...selection });
  for (const each of found.unread) tell({ level: 'error', message: unreadMessage(each) });
  checkFound(wanted, found, tell);
  session.stdout.write(await show());
  return failures.length > 0 || found.unread.length > 0 ? ExitCode.usage : ExitCode.clean;

  async function show(): Promise<string> {
    if (format === 'json') return clustersJson(found);
    if (format === 'mermaid') return clustersMermaid(found);
    const appearance = appearanceOf(session.stdout, session, flags.color);
    return clustersText(found, appearance, await loadColors(appearance.color));
  }
}
