import type { Word } from '../../grammar/tree.ts';
import { nameOf, type UsedOption } from '../../src/binding/entries/entry.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import type { Route } from '../../src/model/net/route.ts';
import type { RoutingRule } from '../../src/model/net/routing-rule.ts';
import type { SyncGroup } from '../../src/model/vrrp/sync-group.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'net/shared-route',
  title: 'One route or routing rule is set by two instances',
  severity: 'error',
  precision: 'very-high',
  verdict: 'silent',
  proof: [
    'live/shared-route-lost',
    'live/shared-route-ipv6-lost',
    'live/shared-route-static-lost',
    'live/shared-route-other-gateway',
    'live/shared-route-sync-group',
    'live/shared-rule-lost',
    'live/shared-rule-static-stays',
    'live/shared-rule-without-preference',
  ],
  what: `The same line in \`virtual_routes\` of two instances that are not in one sync group, or in \`static_routes\` too; and the same line with a \`preference\` in \`virtual_rules\` of two
instances.`,
  why: `The kernel has such a route once. Each instance takes it for its own, and the first one that is no longer master removes it: the other instance stays master, its addresses
answer, and packets have no way out. keepalived does not notice, and nothing brings the route back until that instance changes its state too.`,
  advice:
    'Write the route into `static_routes` alone where the node always needs it; else give each instance a metric or a table of its own, or put the instances into one sync group.',
  references: [
    { title: 'keepalived issue 1078: the default route is gone', url: 'https://github.com/acassen/keepalived/issues/1078' },
    { title: 'keepalived.conf(5): virtual_routes, virtual_rules, static_routes', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'A default route in two instances, and a routing rule',
        config: `vrrp_instance WEB_A {
    interface eth1
    virtual_router_id 31
    priority 150
    virtual_ipaddress {
        192.0.2.101/24
    }
    virtual_routes {
        default via 192.0.2.1 dev eth1
    }
    virtual_rules {
        from 192.0.2.96/28 table 100 preference 1000
    }
}

vrrp_instance WEB_B {
    interface eth1
    virtual_router_id 32
    priority 100
    virtual_ipaddress {
        192.0.2.102/24
    }
    virtual_routes {
        default via 192.0.2.1 dev eth1  #~ ^default^ 'WEB_A' has the same route  #=> default via 192.0.2.1 dev eth1 metric 10
    }
    virtual_rules {
        from 192.0.2.96/28 table 100 preference 1000  #~ ^from^ 'WEB_A' has the same routing rule  #=> from 192.0.2.96/28 table 100 preference 1001
    }
}
`,
      },
      {
        title: 'A static route that an instance has too',
        config: `static_routes {
    2001:db8:9::/48 via 2001:db8::1 dev eth0
}

vrrp_instance VI_6 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        fe80::200
        2001:db8::200/64
    }
    virtual_routes {
        2001:db8:9::/48 dev eth0 via 2001:db8::1  #~ ^2001:db8:9::/48^ a static route of the node  #=>
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Other gateways, metrics or tables, no preference, or one sync group',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    virtual_routes {
        default via 192.0.2.1 dev eth0
        198.51.100.0/24 via 192.0.2.1 dev eth0 metric 10
        203.0.113.0/24 via 192.0.2.1 dev eth0
    }
    virtual_rules {
        from 192.0.2.96/28 table 100
    }
}

vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
    virtual_ipaddress {
        192.0.2.201/24
    }
    virtual_routes {
        default via 192.0.2.2 dev eth0
        198.51.100.0/24 via 192.0.2.1 dev eth0 metric 20
        203.0.113.0/24 via 192.0.2.1 dev eth0 table 100
    }
    virtual_rules {
        from 192.0.2.96/28 table 100
    }
}

vrrp_instance VI_3 {
    interface eth0
    virtual_router_id 53
    virtual_ipaddress {
        192.0.2.202/24
    }
    virtual_routes {
        192.0.2.128/25 via 192.0.2.1 dev eth0 metric 5
    }
}

vrrp_instance VI_4 {
    interface eth0
    virtual_router_id 54
    virtual_ipaddress {
        192.0.2.203/24
    }
    virtual_routes {
        192.0.2.128/25 via 192.0.2.1 dev eth0 metric 5
    }
}

vrrp_sync_group VG_1 {
    group {
        VI_3
        VI_4
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const seen = new Map<string, Entry[]>();
      for (const entry of entriesOf(configuration)) {
        const key = keyOf(entry);
        const others = seen.get(key) ?? [];
        const other = others.find(({ owner, group }) => owner !== entry.owner && (group === null || group !== entry.group));
        // Every instance that is not in the group of the first one is told once; a list of all would grow with their square.
        if (others.length === 0 || (other && others.length < MOST_GROUPS)) seen.set(key, [...others, entry]);
        if (!other || entry.owner === null) continue;
        const { kind, owner, word } = entry;
        report({
          at: word,
          summary:
            other.owner === null
              ? `This is a static route of the node, and a route of '${owner}' too.`
              : `'${other.owner}' has the same ${kind} as '${owner}', and the kernel has it once.`,
          detail:
            other.owner === null
              ? `When '${owner}' is no longer master, keepalived removes the static route with it.`
              : `When ${kind === 'route' ? 'one of them' : 'the one that set it first'} is no longer master, keepalived removes it from under the other, which stays master without it.`,
          ...(other.owner === null && {
            advice: 'Leave it in `static_routes` alone, or give the route of the instance a metric of its own.',
          }),
          related: [{ at: other.word, message: other.owner === null ? 'The static route.' : `The ${kind} of '${other.owner}'.` }],
        });
      }
    },
  },
});

/** Sync groups that share one route and are told apart. */
const MOST_GROUPS = 8;

/** A line that sets a route or a routing rule. */
interface Entry {
  readonly kind: 'route' | 'routing rule';
  readonly family: string;
  readonly destination: string;
  readonly options: readonly UsedOption[];
  readonly word: Word;
  /** The name of its instance; null for static ones. */
  readonly owner: string | null;
  readonly group: SyncGroup | null;
}

/** Static rules are left out: an instance cannot set such a rule again, and so does not remove it. */
function* entriesOf({ staticRoutes, vrrpInstances }: Configuration): Generator<Entry> {
  for (const route of staticRoutes) yield routeEntry(route, null, null);
  for (const { name, routes, rules, syncGroup } of vrrpInstances) {
    for (const route of routes) yield routeEntry(route, name, syncGroup);
    for (const rule of rules) if (rule.preference !== null) yield ruleEntry(rule, name, syncGroup);
  }
}

function routeEntry({ family, destination, options, word }: Route, owner: string | null, group: SyncGroup | null): Entry {
  const leadsTo = destination ? `${destination.text}/${destination.prefix}` : 'default';
  return { kind: 'route', family, destination: leadsTo, options, word, owner, group };
}

function ruleEntry({ family, options, node, action }: RoutingRule, owner: string, group: SyncGroup | null): Entry {
  return { kind: 'routing rule', family, destination: '', options, word: node.words[0] ?? action, owner, group };
}

/** Words that only keepalived looks at, and those that say what is the case without them. */
const WITHOUT_MEANING: ReadonlySet<string> = new Set(['no_track', 'track_group', 'to', 'table main', 'table 254', 'metric 0']);

/** Two lines of one key are one route or rule for the kernel: nothing that it looks at is different. */
function keyOf({ kind, family, destination, options }: Entry): string {
  const texts = options.flatMap((option) => {
    const text = textOf(option);
    const [name = ''] = text.split(' ', 1);
    return WITHOUT_MEANING.has(name) || WITHOUT_MEANING.has(text) ? [] : [text];
  });
  return [kind, family, destination, ...texts.sort()].join('|');
}

function textOf({ option, values, inner }: UsedOption): string {
  return [nameOf(option), ...values.map(({ text }) => text), ...inner.map(textOf)].join(' ');
}
