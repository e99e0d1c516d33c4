import type { Version } from '../../grammar/version.ts';
import { assumedTarget } from '../daemon/assumed-target.ts';
import { findClusters } from '../engine/find-clusters.ts';
import { loadColors } from '../report/colors.ts';
import { appearanceOf } from './appearance.ts';
import { parseClusters, requireMembers } from './cluster-options.ts';
import { clustersJson } from './clusters-json.ts';
import { clustersMermaid } from './clusters-mermaid.ts';
import { clustersText } from './clusters-text.ts';
import { ExitCode } from './exit-code.ts';
import { type GatherFlags, gather } from './gather.ts';
import { versionWarning } from './keepalived-version.ts';
import { createTell } from './notices.ts';
import { requireConfigIds } from './require-config-ids.ts';
import type { Session } from './session.ts';
import { didYouMean } from './suggest.ts';
import { unreadMessage } from './unread-message.ts';
import { UsageError } from './usage-error.ts';

export interface ClustersFlags extends Pick<GatherFlags, 'allowInclude'> {
  readonly keepalivedVersion: Version;
  readonly configId: readonly string[];
  readonly unnamedView: boolean;
  readonly cluster: readonly string[];
  readonly format: string;
  readonly color?: boolean;
}

const FORMATS = ['text', 'json', 'mermaid'];

/** Shows which nodes form clusters, and the virtual routers of each. */
export async function clustersCommand(paths: readonly string[], flags: ClustersFlags, session: Session): Promise<ExitCode> {
  const { format, keepalivedVersion: keepalived } = flags;
  if (!FORMATS.includes(format)) {
    throw new UsageError(`Clusters cannot be shown as '${format}'. Formats: ${FORMATS.join(', ')}.${didYouMean(format, FORMATS)}`);
  }
  const named = await parseClusters(flags.cluster);
  const tell = await createTell(session, flags.color);
  const warning = versionWarning(keepalived);
  if (warning !== null) tell({ level: 'warning', message: warning });
  const { reader, roots, failures } = await gather(paths, flags, session);
  for (const { message } of failures) tell({ level: 'error', message });
  if (roots.length === 0) return ExitCode.usage;

  const { configId, unnamedView } = flags;
  requireConfigIds(configId, roots, reader, keepalived);
  const found = findClusters(roots, reader, {
    target: assumedTarget(keepalived),
    named,
    unnamedView,
    ...(configId.length > 0 && { configIds: configId }),
  });
  for (const each of found.unread) tell({ level: 'error', message: unreadMessage(each) });
  requireMembers(named, found.clusters);
  session.stdout.write(await show());
  return failures.length > 0 || found.unread.length > 0 ? ExitCode.usage : ExitCode.clean;

  async function show(): Promise<string> {
    if (format === 'json') return clustersJson(found);
    if (format === 'mermaid') return clustersMermaid(found);
    const appearance = appearanceOf(session.stdout, session, flags.color);
    return clustersText(found, appearance, await loadColors(appearance.color));
  }
}
