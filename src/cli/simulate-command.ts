import type { Version } from '../../grammar/version.ts';
import type { Plan } from '../behaviour/event.ts';
import type { BehaviourNode } from '../behaviour/node.ts';
import type { Holding, Holdings } from '../behaviour/outcome.ts';
import { readPlan } from '../behaviour/read-plan.ts';
import { findClusters } from '../engine/find-clusters.ts';
import { loadColors } from '../report/colors.ts';
import { count, enumerate } from '../report/prose.ts';
import { appearanceOf } from './appearance.ts';
import { begin, type QuestionFlags, requireFormat } from './begin.ts';
import { checkFound, clustersOf } from './cluster-options.ts';
import { someNodes } from './event-words.ts';
import { ExitCode } from './exit-code.ts';
import { factsOfSettings, readAllFacts, readInput } from './host-facts.ts';
import { warnOfTemplates } from './odd-files.ts';
import { EVERYTHING, type Played, playCluster } from './play-clusters.ts';
import type { Session } from './session.ts';
import { nodesByShortName } from './short-names.ts';
import { outcomesText } from './simulate-text.ts';
import { unreadMessage } from './unread-message.ts';
import { UsageError } from './usage-error.ts';
import { VERSION } from './version.ts';

export interface SimulateFlags extends QuestionFlags {
  readonly format: string;
  readonly events?: string;
  readonly facts: readonly string[];
  readonly cluster: readonly string[];
}

/** Counts up with every change of the JSON form that a reader of the old one would notice. */
const SCHEMA = 1;

const FORMATS = ['text', 'json'];

/** Plays what the nodes do: who holds each virtual address at the start, during and after each event. */
export async function simulateCommand(paths: readonly string[], flags: SimulateFlags, session: Session): Promise<ExitCode> {
  const { format } = flags;
  requireFormat('A simulation cannot be given', format, FORMATS);
  const { tell, reader, roots, failures, target, selection, settings } = await begin(paths, flags, session);
  const wanted = await clustersOf(flags.cluster, settings, session);
  if (roots.length === 0 || failures.length > 0) return ExitCode.usage;
  warnOfTemplates([{ roots, reader }], tell);

  const found = findClusters(roots, reader, { target, named: wanted.named, ...selection });
  for (const each of found.unread) tell({ level: 'error', message: unreadMessage(each) });
  checkFound(wanted, found, tell);
  if (found.clusters.length === 0) throw new UsageError(noCluster(found.alone));
  if (found.alone.length > 0) tell({ level: 'warning', message: notPlayed(found.alone) });
  const names = found.clusters.map(({ nodes }) => nodes.map(({ name }) => name));
  const ofSettings = factsOfSettings(settings.stacks, names.flat(), session.workingDirectory);
  const facts = readAllFacts([...flags.facts, ...ofSettings], names, session);
  const everywhere = new Set(names.length > 1 ? names.flatMap((each) => [...each, ...nodesByShortName([each]).keys()]) : []);
  const played = found.clusters.map((cluster) => {
    const each = playCluster(cluster, facts, planFor);
    if (each.outcomes.omitted > 0) tell({ level: 'warning', message: tooMany(each.name, each.outcomes.omitted) });
    return each;
  });

  const appearance = appearanceOf(session.stdout, session, flags.color);
  session.stdout.write(
    format === 'json'
      ? asJson(target.version, played)
      : outcomesText(played, target.version, appearance.width, await loadColors(appearance.color)),
  );
  return found.unread.length > 0 ? ExitCode.usage : ExitCode.clean;

  function planFor(nodes: readonly BehaviourNode[]): Plan {
    if (flags.events === undefined) return EVERYTHING;
    const { plan, warnings } = readInput(flags.events, '--events', session, (value) =>
      readPlan(value, nodes, nodesByShortName([nodes.map(({ name }) => name)]), everywhere),
    );
    for (const message of warnings) tell({ level: 'warning', message });
    return plan;
  }
}

const SAY_SO = 'Say which nodes belong together with --cluster NAME=PATTERN.';

function noCluster(alone: readonly string[]): string {
  const [only, another] = alone;
  if (only === undefined || another !== undefined) return `No two of these nodes form a cluster. ${SAY_SO}`;
  return `'${only}' is a single node. Name the other nodes of its cluster as well, or write --cluster NAME=${only} to play it alone.`;
}

function notPlayed(alone: readonly string[]): string {
  const isOne = alone.length === 1;
  return `${someNodes(alone)} ${isOne ? 'belongs' : 'belong'} to no cluster and ${isOne ? 'is' : 'are'} not played. ${SAY_SO}`;
}

function tooMany(cluster: string, omitted: number): string {
  return `Cluster '${cluster}' names more events than are played at once; ${count(omitted, 'event')} left out. Name those that matter with --events FILE.`;
}

function asJson(keepalived: Version, played: readonly Played[]): string {
  const log = {
    schema: SCHEMA,
    kvlint: VERSION,
    keepalived,
    clusters: played.map(({ name, nodes, outcomes: { start, events, omitted } }) => ({
      name,
      nodes,
      start: byAddress(start),
      events: events.map(({ event, during, after }) => ({ ...event, during: byAddress(during), after: byAddress(after) })),
      ...(omitted > 0 && { omitted }),
    })),
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function byAddress(holdings: Holdings): Readonly<Record<string, Holding>> {
  return Object.fromEntries([...holdings].map(([address, holding]) => [address, withThoseLeftBehind(holding)]));
}

/** In the stable form whoever has the address is a holder, also where nobody looks after it any more. */
function withThoseLeftBehind(holding: Holding): Holding {
  const { holders, leftBehind, perhapsLeftBehind, because } = holding;
  if (perhapsLeftBehind && because !== undefined) return { holders: null, because };
  if (!holders || !leftBehind) return holding;
  const stays = `keepalived does not run on ${enumerate(leftBehind.map((name) => `'${name}'`))} any more, and the address is still there.`;
  const all = [...new Set([...holders, ...leftBehind])].sort();
  return { ...holding, holders: all, because: holders.length > 1 && because !== undefined ? because : stays };
}
