import { memoized } from '../../grammar/memoized.ts';
import type { CheckEvent, ClusterEvent } from '../../src/behaviour/event.ts';
import type { Outcomes } from '../../src/behaviour/outcome.ts';
import { refusalToRun } from '../../src/behaviour/running.ts';
import { simulate } from '../../src/behaviour/simulate.ts';
import { type Check, checksOf, lossOf, priorityOf } from '../../src/cluster/checks.ts';
import type { Cluster, ClusterNode, RouterMember } from '../../src/cluster/cluster.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import type { Message } from '../../src/rule/rule.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/failover',
  title: 'After a failure nobody holds an address, or it stays where the service is dead',
  severity: 'warning',
  precision: 'medium',
  verdict: 'silent',
  proof: [
    'live/sync-group-one-sided',
    'live/vip-dev-eth1-no-track',
    'live/dont-track-primary',
    'live/nopreempt-weighted-script',
    'live/script-three-nodes',
  ],
  what: `What the simulator (\`kvlint simulate\`) plays with the nodes of a cluster: each node stops, each check fails. It reports a node that leaves an address with nobody though another node could hold it, and a failed check of the master that moves nothing although it brings its priority below another one.`,
  why: `A cluster is there for that moment. Most such outcomes come from settings that each look fine alone: weights, nopreempt, sync groups on one side, interfaces that nobody tracks.`,
  advice: `Run \`kvlint simulate\` on the files: it shows who holds each address before, during and after each event, with the reason.`,
  references: [{ title: 'What running nodes do: docs/guides/simulate.md', url: 'https://github.com/acassen/keepalived' }],
  examples: {
    bad: [
      {
        title: 'A weight that nopreempt of the other node makes useless',
        config: `vrrp_script check_web {
    script "/usr/libexec/keepalived/check-web"
    interval 2
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    state BACKUP
    track_script {
        check_web weight -60  #~ ^check_web^ When script 'check_web' fails on 'keepalived.conf', '192.0.2.200' stays there.  #=> check_web weight 0
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_script check_web {
    script "/usr/libexec/keepalived/check-web"
    interval 2
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    state BACKUP
    nopreempt
    track_script {
        check_web
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
    ],
    good: [
      {
        title: 'A check without a weight moves them',
        config: `vrrp_script check_web {
    script "/usr/libexec/keepalived/check-web"
    interval 2
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    state BACKUP
    nopreempt
    track_script {
        check_web
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_script check_web {
    script "/usr/libexec/keepalived/check-web"
    interval 2
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    state BACKUP
    nopreempt
    track_script {
        check_web
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
    ],
  },
  check: {
    cluster(cluster, report) {
      // What many nodes do takes long to play, and they hardly differ.
      if (cluster.nodes.length > MOST_NODES) return;
      const lowering = loweringChecks(cluster);
      const isPlayed = (event: ClusterEvent): boolean => event.kind === 'node-stop' || lowering.has(nameOf(event));
      const nodes = cluster.nodes.map(({ name, configuration }) => ({ name, configuration, facts: null }));
      const outcomes = simulate(nodes, { startOrder: null, files: new Map(), events: null, isPlayed, isLeft: true }, cluster.names);
      const told = new Set<string>();
      for (const found of badOutcomes(cluster, outcomes, lowering)) {
        // One cause has many events and addresses.
        if (told.has(found.cause)) continue;
        told.add(found.cause);
        report(found.node, found.message);
      }
    },
  },
});

const MOST_NODES = 8;

interface Found {
  readonly node: ClusterNode;
  readonly cause: string;
  readonly message: Message;
}

/** Checks whose failure lets others take over, by the name of the event and by whose they are. */
type Lowering = ReadonlyMap<string, ReadonlyMap<RouterMember, Check>>;

/** Checks that bring a member below another one when they fail. That a weight is too small for it is told by cluster/tracking, where it stands. */
function loweringChecks({ routers }: Cluster): Lowering {
  const found = new Map<string, Map<RouterMember, Check>>();
  for (const { members } of routers) {
    for (const member of members) {
      for (const check of checksOf(member.instance)) {
        const kind = FAILURES.get(check.kind);
        if (!kind || !isLowered(members, member, lossOf(check))) continue;
        const name = nameOf({ kind, node: member.node.name, name: check.name });
        found.set(name, (found.get(name) ?? new Map<RouterMember, Check>()).set(member, check));
      }
    }
  }
  return found;
}

const FAILURES: ReadonlyMap<Check['kind'], CheckEvent['kind']> = new Map([
  ['script', 'script-fails'],
  ['process', 'process-gone'],
]);

function nameOf(event: ClusterEvent): string {
  return JSON.stringify(['node' in event && event.node, event.kind, 'name' in event && event.name]);
}

/** Whether a failed check brings a member below another one, which could then take over. */
function isLowered(members: readonly RouterMember[], member: RouterMember, loss: number): boolean {
  if (loss === 0) return false;
  const after = priorityOf(member.instance) - loss;
  const above = members.filter((each) => each !== member && priorityOf(each.instance) > after);
  // nopreempt beside weights is told where it stands (vrrp/preemption).
  const isTold = above.every(({ instance }) => !instance.preempt.value && checksOf(instance).every((each) => each.weight !== 0));
  return above.length > 0 && !isTold;
}

function* badOutcomes(cluster: Cluster, { start, events }: Outcomes, lowering: Lowering): Generator<Found> {
  const members = membersByAddress(cluster);
  for (const { event, during } of events) {
    if (!('node' in event)) continue;
    const node = cluster.nodes.find(({ name }) => name === event.node);
    if (!node) continue;
    const checks = lowering.get(nameOf(event));
    for (const [address, before] of start) {
      const [holder, ...more] = before.holders ?? [];
      // A split at the start has a cause that other rules tell.
      if (holder === undefined || more.length > 0) continue;
      const member = members.get(address)?.find((each) => each.node === node);
      const now = during.get(address);
      if (!member || !now?.holders) continue;
      const { holders, because = '' } = now;
      const check = checks?.get(member);
      if (check && holder === node.name && holders.length === 1 && holders[0] === holder) yield aboutCheck(member, check, address);
      // Of a node that is gone, what it alone had is gone too; and where no other node has the address nobody can hold it.
      const others = members.get(address)?.filter((each) => each.node !== node) ?? [];
      // What keeps the others from running at all is told there.
      const isLost = event.kind === 'node-stop' && holders.length === 0 && others.some((each) => runs(each.node.configuration));
      if (isLost) yield aboutNobody(member, address, because);
    }
  }
}

const runs = memoized((configuration: Configuration): boolean => refusalToRun({ name: '', configuration, facts: null }) === null);

function aboutCheck({ node }: RouterMember, { kind, name, word }: Check, address: string): Found {
  return {
    node,
    cause: `${node.name} ${name}`,
    message: {
      at: word,
      summary: `When ${kind} '${name}' fails on '${node.name}', '${address}' stays there.`,
      detail:
        'Its priority falls below that of another node, which does not take over from a lower priority (nopreempt): the address is where the service is dead.',
      advice: "Leave the weight out, so that a failed check puts the instance into fault state; or remove 'nopreempt' on the others.",
    },
  };
}

function aboutNobody({ node, instance }: RouterMember, address: string, because: string): Found {
  return {
    node,
    cause: `nobody ${node.name} ${because}`,
    message: {
      at: instance.nameWord.span,
      summary: `When keepalived stops on '${node.name}', nobody holds '${address}'.`,
      detail: because,
    },
  };
}

/** Who may hold each virtual address, by its name. */
function membersByAddress({ routers, names }: Cluster): ReadonlyMap<string, readonly RouterMember[]> {
  const found = new Map<string, RouterMember[]>();
  for (const member of routers.flatMap(({ members }) => members)) {
    for (const name of names.all(member.instance)) {
      const others = found.get(name);
      if (others) others.push(member);
      else found.set(name, [member]);
    }
  }
  return found;
}
