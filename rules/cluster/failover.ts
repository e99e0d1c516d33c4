import type { ClusterEvent } from '../../src/behaviour/event.ts';
import type { Holding, Outcomes } from '../../src/behaviour/outcome.ts';
import { simulate } from '../../src/behaviour/simulate.ts';
import { checksOf, lossOf, priorityOf } from '../../src/cluster/checks.ts';
import type { Cluster, ClusterNode, RouterMember } from '../../src/cluster/cluster.ts';
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
  what: `What the simulator (\`kvlint simulate\`) plays with the nodes of a cluster: each node stops, each check fails, each interface goes down. It reports an event after which nobody holds an address that another node could hold, or two nodes hold it, or a failed check of the master moves nothing.`,
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
      const nodes = cluster.nodes.map(({ name, configuration }) => ({ name, configuration, facts: null }));
      const outcomes = simulate(nodes, { startOrder: null, files: new Map(), events: null });
      const told = new Set<string>();
      for (const found of badOutcomes(cluster, outcomes)) {
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

function* badOutcomes(cluster: Cluster, { start, events }: Outcomes): Generator<Found> {
  for (const { event, during } of events) {
    if (!('node' in event)) continue;
    const node = cluster.nodes.find(({ name }) => name === event.node);
    if (!node) continue;
    for (const [address, before] of start) {
      const [holder, ...others] = before.holders ?? [];
      // A split at the start has a cause that other rules tell.
      if (holder === undefined || others.length > 0) continue;
      const member = memberWith(cluster, node, address);
      const now = during.get(address);
      if (!member || !now?.holders) continue;
      const found = aboutOutcome(cluster, event, { node, member, address, holder, now });
      if (found) yield found;
    }
  }
}

interface Case {
  readonly node: ClusterNode;
  readonly member: RouterMember;
  readonly address: string;
  readonly holder: string;
  readonly now: Holding;
}

function aboutOutcome(cluster: Cluster, event: ClusterEvent, { node, member, address, holder, now }: Case): Found | null {
  const holders = now.holders ?? [];
  const isCheck = event.kind === 'script-fails' || event.kind === 'process-gone';
  if (holders.length === 1) {
    if (!isCheck || holder !== node.name || holders[0] !== holder) return null;
    const check = checksOf(member.instance).find(
      ({ name, kind }) => name === event.name && kind === (event.kind === 'script-fails' ? 'script' : 'process'),
    );
    // That the weight is too small is told by cluster/tracking, where it stands.
    if (!check || !isLowered(cluster, member, lossOf(check))) return null;
    return {
      node,
      cause: `${node.name} ${check.name}`,
      message: {
        at: check.word,
        summary: `When ${check.kind} '${check.name}' fails on '${node.name}', '${address}' stays there.`,
        detail:
          'Its priority falls below that of another node, which does not take over from a lower priority (nopreempt): the address is where the service is dead.',
        advice: "Leave the weight out, so that a failed check puts the instance into fault state; or remove 'nopreempt' on the others.",
      },
    };
  }
  // Of a node that is gone, what it alone had is gone too; and where no other node has the address nobody can hold it.
  if (
    holders.length > 0 ||
    event.kind !== 'node-stop' ||
    !cluster.nodes.some((other) => other !== node && memberWith(cluster, other, address))
  )
    return null;
  return {
    node,
    cause: `nobody ${node.name} ${now.because ?? ''}`,
    message: {
      at: member.instance.nameWord.span,
      summary: `When keepalived stops on '${node.name}', nobody holds '${address}'.`,
      detail: now.because ?? '',
    },
  };
}

/** Whether a failed check brings a member below another one, which could then take over. */
function isLowered({ routers }: Cluster, member: RouterMember, loss: number): boolean {
  const others = routers.find(({ members }) => members.includes(member))?.members.filter((each) => each !== member) ?? [];
  const after = priorityOf(member.instance) - loss;
  const above = others.filter(({ instance }) => priorityOf(instance) > after);
  // nopreempt beside weights is told where it stands (vrrp/preemption).
  const isTold = above.every(({ instance }) => !instance.preempt.value && checksOf(instance).every((each) => each.weight !== 0));
  return loss > 0 && above.length > 0 && !isTold;
}

function memberWith({ routers }: Cluster, node: ClusterNode, address: string): RouterMember | undefined {
  return routers
    .flatMap(({ members }) => members)
    .find(
      (member) =>
        member.node === node && [...member.instance.addresses, ...member.instance.excludedAddresses].some(({ ip }) => ip.text === address),
    );
}
