import { isList } from '../../src/binding/bound.ts';
import { type Check, checksOf, differentChecks, isSame, lossOf, priorityOf, ranked } from '../../src/cluster/checks.ts';
import type { RouterMember } from '../../src/cluster/cluster.ts';
import { counted } from '../../src/cluster/counted.ts';
import { placeOfSetting } from '../../src/cluster/disagreement.ts';
import { placeIn } from '../../src/cluster/place-in.ts';
import type { Correction } from '../../src/model/correction.ts';
import { isTracked } from '../../src/model/tracking/tracking.ts';
import type { ClusterReport } from '../../src/rule/rule.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'cluster/tracking',
  title: 'A check stands on some nodes only, or its weight cannot move the addresses',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: [
    'live/script-negative-too-small',
    'live/script-two-each-too-small',
    'live/script-three-nodes',
    'live/nopreempt-high-weighted-script',
  ],
  what: `A script, process, file or interface that one member of a virtual router tracks and another one does not; and a weight that lowers the master, when the check fails, to a priority that no other node is above.`,
  why: `A node that does not look keeps the addresses, or takes them, though its service is dead. A weight that is smaller than the distance between the priorities changes the number in the adverts and nothing else: the addresses stay where the service is dead.`,
  advice: `Track the same on every node. Leave the weight out, so that a failed check takes the addresses away (fault state), or make it larger than the distance between the priorities.`,
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'On one node only',
        config: `vrrp_script check_web {
    script "/usr/libexec/keepalived/check-web"
    interval 2
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    track_script {
        check_web
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {  #~ ^VI_1^ 'node2.conf' does not track script 'check_web', which 'keepalived.conf' does.  #=> vrrp_script check_web { ↵     script "/usr/libexec/keepalived/check-web" ↵     interval 2 ↵     fall 3 ↵ } ↵ vrrp_instance VI_1 { ↵     track_script { ↵         check_web ↵     }
    interface eth0
    virtual_router_id 51
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'Interfaces of any name, and none on one node: one mistake',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    track_interface {
        eth1
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 120
    track_interface {
        enp2s0
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
          'node3.conf': `vrrp_instance VI_1 {  #~ ^VI_1^ 'node3.conf' does not track interface 'eth1', which 'keepalived.conf' does.  #=> vrrp_instance VI_1 {↵    track_interface {↵        eth1↵    }
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'A weight of 20 for a distance of 50, and no fall, which would then be missed',
        config: `vrrp_script check_web {
    script "/usr/libexec/keepalived/check-web"
    interval 2  #=> interval 2↵fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    track_script {
        check_web weight -20  #~ ^check_web^ When 'check_web' fails, 'keepalived.conf' goes from priority 150 to 130, and 'node2.conf' has 100.  #=> check_web weight -60
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
    track_script {
        check_web weight -60
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'A positive weight: every node has it while its check succeeds',
        config: `vrrp_script check_web {
    script "/usr/libexec/keepalived/check-web"
    interval 2
    fall 3
    weight 2  #=> weight 10
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 103
    track_script {
        check_web  #~ ^check_web^ Checks that succeed add their weights: 103 + 2 on 'keepalived.conf', 99 + 2 on 'node2.conf'.
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
    weight 2  #=> weight 10
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 99
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
      {
        title: 'A positive weight that the other node does not have',
        config: `vrrp_script check_web {
    script "/usr/libexec/keepalived/check-web"
    interval 2
    fall 3
    weight 2  #=> weight -4
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 103
    track_script {
        check_web  #~ ^check_web^ Nothing moves
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
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
      {
        title: 'nopreempt on the other node: no weight is enough',
        config: `vrrp_script check_web {
    script "/usr/libexec/keepalived/check-web"
    interval 2
    fall 3
    weight -20  #=>
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    track_script {
        check_web  #~ ^check_web^ goes from priority 150 to 130
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
    weight -20
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
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
        title: 'A node that means to have the check and does not define it: that is told there, and with it the weight is enough',
        config: `vrrp_script check_web {
    script "/usr/local/bin/check-web"
    interval 2
    fall 3
    weight 20
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 110
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_web
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_web
    }
}
`,
        },
      },
      {
        title: 'With reverse, and a file: neither takes anything away when it fails',
        config: `vrrp_script in_maintenance {
    script "/usr/libexec/keepalived/in-maintenance"
    interval 2
    fall 3
}

vrrp_track_file drain {
    file /run/keepalived/drain
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    track_script {
        in_maintenance weight 20 reverse
    }
    track_file {
        drain weight 1
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_script in_maintenance {
    script "/usr/libexec/keepalived/in-maintenance"
    interval 2
    fall 3
}

vrrp_track_file drain {
    file /run/keepalived/drain
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
    track_script {
        in_maintenance weight 20 reverse
    }
    track_file {
        drain weight 1
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'Listed, but not defined: that is told where it is listed',
        config: `vrrp_script check_web {
    script "/usr/libexec/keepalived/check-web"
    interval 2
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    track_script {
        check_web
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 100
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
      {
        title: 'Defined, but not listed: that nothing tracks it is told there',
        config: `vrrp_script check_web {
    script "/usr/libexec/keepalived/check-web"
    interval 2
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
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
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
        },
      },
      {
        title: 'Without a weight: fault state',
        config: `vrrp_script check_web {
    script "/usr/libexec/keepalived/check-web"
    interval 2
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
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
      const told = new Set<string>();
      for (const { members } of cluster.routers) {
        const running = members.filter(({ instance }) => !instance.refused);
        tellMissing(running, told, report);
        tellWeak(running, report);
      }
    },
  },
});

/** `told`: lines that some nodes lack. One of a sync group is one for all its members. */
function tellMissing(members: readonly RouterMember[], told: Set<string>, report: ClusterReport): void {
  for (const { member, check } of differentChecks(members)) {
    for (const other of members) {
      if (checksOf(other.instance).some((each) => isSame(each, check)) || isToldThere(other, check)) continue;
      const key = `${other.node.name} ${member.node.name} ${check.word.start}`;
      if (told.has(key)) continue;
      told.add(key);
      report(other.node, {
        at: other.instance.nameWord.span,
        summary: `'${other.node.name}' does not track ${check.kind} '${check.name}', which '${member.node.name}' does.`,
        detail: `'${other.node.name}' keeps the addresses, or takes them, whatever the check would find there.`,
        // Its name is that of the host it stands on.
        ...(check.kind === 'interface' && {
          advice: `Track the interface of the same network on every node, whatever its name is there: 'ip address' shows it.`,
        }),
        related: [{ at: placeIn(member.node, check.word.span), message: `Tracked on '${member.node.name}'.` }],
      });
    }
  }
}

/**
 * Whether its own file shows it: the name stands in its lists all the same, and why keepalived does not track it is told there; or it is
 * defined, and that nothing tracks it is told.
 */
function isToldThere({ node, instance: { bound, syncGroup } }: RouterMember, { kind, name }: Check): boolean {
  const isUnused = ({ check, subject }: Correction) => check === 'script/unused' && subject === name;
  const { corrections, trackProcesses, trackFiles } = node.configuration;
  if (kind === 'script' && corrections.some(isUnused)) return true;
  const targets = { process: trackProcesses, file: trackFiles, script: [], interface: [] }[kind];
  if (targets.some((each) => each.name === name && !isTracked(each))) return true;
  return [bound, ...(syncGroup ? [syncGroup.bound] : [])].some(({ children }) =>
    children.some(
      (list) => isList(list) && list.keyword.name.startsWith('track_') && list.lines.some(({ args }) => args[0]?.word.text === name),
    ),
  );
}

/** Checks of the first node whose failure moves nothing. What nopreempt of another node adds to that is told at that node. */
function tellWeak(members: readonly RouterMember[], report: ClusterReport): void {
  const [first, second] = ranked(members);
  if (!first || !second || first.instance.priority.value === 255) return;
  const before = priorityOf(first.instance);
  const next = priorityOf(second.instance);
  const weighted = checksOf(first.instance).filter((check) => lossOf(check) > 0);
  const together = before - weighted.reduce((sum, check) => sum + lossOf(check), 0);
  for (const check of weighted) {
    const after = Math.max(1, before - lossOf(check));
    if (after < next || (after < next + gainOf(check) && isMissed(second, check))) continue;
    const all =
      weighted.length > 1 && together >= next
        ? ` All ${weighted.length} checks together lower it to ${Math.max(1, together)}, which is not enough either.`
        : '';
    const even = after === next ? ' With equal priorities who is master stays it.' : '';
    report(first.node, {
      at: check.word,
      summary: `When '${check.name}' fails, '${first.node.name}' goes from priority ${before} to ${after}, and '${second.node.name}' has ${next}.`,
      detail: `${counted(first, second)}Nothing moves: '${first.node.name}' keeps the addresses, ${check.kind === 'interface' ? 'without that interface' : 'and its service is dead'}.${even}${all}`,
      advice: `${adviceFor(check, after, second)}${hasty(check, first)}`,
      related: [
        {
          at: placeIn(second.node, placeOfSetting(second.instance, second.instance.priority)),
          message: `The priority on '${second.node.name}'.`,
        },
      ],
    });
  }
}

/** What a check adds to the priority of a node while it succeeds. */
function gainOf({ weight }: Check): number {
  return Math.max(0, weight);
}

/** Whether a node means to have a check as well, and why it has not is told there: with it the node would have more. */
function isMissed(member: RouterMember, check: Check): boolean {
  return !checksOf(member.instance).some((each) => isSame(each, check)) && isToldThere(member, check);
}

/** What moves the addresses to the second node when a check of the first one fails and leaves it at a priority. */
function adviceFor(check: Check, after: number, { node, instance }: RouterMember): string {
  const without = 'Leave the weight out';
  if (!instance.preempt.value) return `${without}: with 'nopreempt' on '${node.name}' no weight moves the addresses.`;
  const distance = after - priorityOf(instance);
  if (check.weight < 0) return `${without}, or let the check take more than ${distance - check.weight} from the priority.`;
  const shared = checksOf(instance).find((each) => isSame(each, check) && each.weight > 0 && !each.reverse);
  if (shared) return `${without}, or write more than ${distance + shared.weight} on every node.`;
  const enough = distance > 0 ? `one that takes more than ${distance} from the priority` : 'a negative one';
  return `${without}, or write ${enough}: a positive one only adds to the priority while the check succeeds.`;
}

/** What else to write where one failed run would then be enough. */
function hasty({ kind, name }: Check, { node }: RouterMember): string {
  const script = kind === 'script' ? node.configuration.vrrpScripts.find((each) => each.name === name) : undefined;
  return script && script.fall.value <= 1
    ? " Give the script 'fall 3' as well, so that not every single failed run moves the addresses."
    : '';
}
