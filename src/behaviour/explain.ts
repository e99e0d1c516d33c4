import { Choices } from './choice.ts';
import type { Hearing } from './hearing.ts';
import { whyAbsent } from './kernel.ts';
import { faultsOf } from './machine.ts';
import type { Router } from './router.ts';
import { type Condition, isFault } from './tracking.ts';
import type { World } from './world.ts';

/** Nodes that a sentence names one by one. */
const MOST_NAMED = 3;

/** Why nobody holds an address, or why several nodes do: one sentence. */
export function explainHolding(world: World, hearing: Hearing, address: string, holders: readonly string[]): string | undefined {
  if (holders.length === 0) return explainNobody(world, address);
  return holders.length > 1 ? explainSplit(world, hearing, address, holders) : undefined;
}

function explainNobody(world: World, address: string): string {
  const reasons = new Map<string, string>();
  for (const router of routersWith(world, address)) {
    const { name } = router.host.node;
    if (!reasons.has(name)) reasons.set(name, `'${name}' ${reasonFor(world, router, address)}`);
  }
  const all = [...reasons.values()];
  if (all.length === 0) return 'keepalived leaves it out, because its family is not that of its instance.';
  const named = all.slice(0, MOST_NAMED).join('; ');
  return all.length > MOST_NAMED ? `${named}; and so on for ${all.length - MOST_NAMED} more nodes.` : `${named}.`;
}

/** Why a router is not master: a predicate. */
function reasonFor(world: World, router: Router, address: string): string {
  const { host, group } = router;
  if (host.refusal !== null) return `does not run: ${host.refusal}`;
  const { running } = world.host(host);
  if (!running) return 'is not running';
  const state = world.router(router);
  if (state.status === 'fault') {
    const own = faultReason(world, router);
    if (own !== null) return `is in fault state: ${own}`;
    const other = group?.members.find((member) => faultsOf(world.router(member)) > 0);
    const why = other ? faultReason(world, other) : null;
    return `is in fault state with its sync group '${group?.name ?? ''}'${why === null ? '' : `: ${why}`}`;
  }
  const waits = group?.members.find((member) => member !== router && world.router(member).wants !== 'master');
  if (group && state.wants === 'master' && waits) {
    return `waits until '${waits.instance.name}' of its sync group '${group.name}' can become master too`;
  }
  if (state.status === 'master') return whyAbsent(router, address);
  const master = state.heldBy === null ? undefined : world.site.routers[state.heldBy];
  if (master) return `follows '${master.host.node.name}', which is master of the virtual router without holding this address`;
  if (state.delayedUntil > world.time) return 'has not waited for its vrrp_startup_delay yet';
  return 'waits as a backup';
}

function faultReason(world: World, router: Router): string | null {
  const { watches } = world.host(router.host);
  const { faults, source } = world.router(router);
  for (const condition of router.conditions) {
    if (isFault(condition, watches.get(condition.watch) ?? 1)) return describeFault(condition, watches.get(condition.watch) ?? 1);
  }
  if (faults.configuration > 0) return `what its configuration says of '${router.instance.name}' keeps it there`;
  if (faults.source === 0) return null;
  const place = `'${router.instance.interface.value ?? ''}'`;
  return source === null
    ? `${place} has no address to send adverts from`
    : `${place} has lost its address, or '${source}' is no address of the host`;
}

function describeFault({ watch, reverse }: Condition, value: number): string {
  const space = watch.indexOf(' ');
  const name = `'${watch.slice(space + 1)}'`;
  switch (watch.slice(0, space)) {
    case 'interface':
      return `interface ${name} is ${reverse ? 'up' : 'down'}`;
    case 'script':
      return `script ${name} ${reverse ? 'succeeds' : 'fails'}`;
    case 'file':
      return `track file ${name} holds ${value}`;
    case 'process':
      return `the process of ${name} ${reverse ? 'runs' : 'does not run'}`;
    default:
      return `BFD session ${name} is ${reverse ? 'up' : 'down'}`;
  }
}

function explainSplit(world: World, hearing: Hearing, address: string, holders: readonly string[]): string {
  const masters = routersWith(world, address).filter((router) => world.router(router).status === 'master');
  const own = holders.find((name) => !masters.some(({ host }) => host.node.name === name));
  if (own !== undefined) return `It is an address that the host of '${own}' has without keepalived.`;
  const ranked = [...masters].sort((a, b) => world.router(b).priority - world.router(a).priority);
  const [first] = ranked;
  const second = ranked.find(({ host }) => host !== first?.host);
  if (!first || !second) return 'Two instances of one node hold it.';
  const [leader, follower] = [first.host.node.name, second.host.node.name];
  if (first.domain !== second.domain) {
    return `'${leader}' and '${follower}' announce it as different virtual routers, ${routerId(first)} and ${routerId(second)}.`;
  }
  const choices = new Choices(null);
  const deaf = hearing.obstacle(world, second, first, choices);
  if (deaf !== null) return `'${follower}' takes no notice of the adverts of '${leader}', because ${deaf}.`;
  const other = hearing.obstacle(world, first, second, choices);
  if (other !== null) return `'${leader}' takes no notice of the adverts of '${follower}', because ${other}.`;
  return `'${leader}' and '${follower}' hear each other, and neither gives way.`;
}

function routerId({ instance }: Router): string {
  return `${instance.virtualRouterId.value} for ${instance.family === 'ipv4' ? 'IPv4' : 'IPv6'}`;
}

function routersWith({ site }: World, address: string): readonly Router[] {
  return site.holders.get(address) ?? [];
}
