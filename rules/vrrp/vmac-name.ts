import { groupBy } from '../../grammar/group-by.ts';
import type { Word } from '../../grammar/tree.ts';
import { lastUse, type UsedOption } from '../../src/binding/entries/entry.ts';
import { lineSpan } from '../../src/binding/place.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'vrrp/vmac-name',
  title: 'A line names an interface that keepalived is to make, and it is not there or has another name',
  severity: 'error',
  precision: 'very-high',
  verdict: 'silent',
  proof: [
    'live/vmac-name-in-route-in-fault',
    'live/vmac-name-in-route-does-not-start',
    'live/vmac-name-tracked-in-fault',
    'live/vmac-name-tracked-does-not-start',
    'live/vmac-name-in-rule-in-fault',
    'live/vmac-name-of-address-in-fault',
    'live/vmac-name-prefix-in-fault',
    'live/vmac-name-static-does-not-start',
    'live/vmac-name-given-does-not-start',
    'live/vmac-name-given-in-route',
    'live/vmac-name-given-tracked',
    'source/vrrp/vrrp.c:create_vmac_name',
  ],
  what: `The name of a macvlan behind \`dev\`, \`iif\` or \`interface\`, or in \`track_interface\`: one that \`use_vmac\` would make up (\`vrrp.51\`, or with \`vmac_prefix\`), or one that is given to it while
\`dynamic_interfaces\` is not set.`,
  why: `keepalived makes its macvlans after it has read everything. A name that some line mentions counts as taken, so that \`use_vmac\` without a name makes up another one (\`vrrp1.51\`): the
interface that the line means never comes to be. With \`dynamic_interfaces\` what depends on it stays in FAULT; without, keepalived does not start, even where the name is given to \`use_vmac\`,
because the interface does not exist yet.`,
  advice:
    'Give the name to `use_vmac` (`use_vmac vrrp.51`), and set `dynamic_interfaces` in `global_defs`. An instance tracks its own macvlan anyway: leave it out of its `track_interface`.',
  references: [
    { title: 'keepalived issue 2723: the macvlan is called vrrp1.111', url: 'https://github.com/acassen/keepalived/issues/2723' },
    { title: 'keepalived.conf(5): use_vmac, dynamic_interfaces, vmac_prefix', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'Routes through a macvlan that has no name',
        config: `global_defs {
    dynamic_interfaces
}

vrrp_instance EDGE {
    interface eth0
    virtual_router_id 111
    use_vmac  #=> use_vmac vrrp.111
    vmac_xmit_base
    virtual_ipaddress {
        192.0.2.11/24
    }
    virtual_routes {
        default via 192.0.2.1 dev vrrp.111 src 192.0.2.11 onlink table 200  #~ ^vrrp.111^ not get the name 'vrrp.111'
        192.0.2.0/24 dev vrrp.111 scope link src 192.0.2.11 table 200
    }
}
`,
      },
      {
        title: 'Tracked, in a rule, and with a prefix',
        config: `global_defs {
    dynamic_interfaces
    vmac_prefix vip
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    use_vmac  #=> use_vmac vip.51
    virtual_ipaddress {
        192.0.2.200/24
    }
    virtual_rules {
        from 192.0.2.0/24 iif vip.51 table 100 preference 1000  #~ ^vip.51^ not get the name
    }
    track_interface {  #=>
        vip.51  #=>
    }  #=>
}
`,
      },
      {
        title: 'A name that is given, without dynamic_interfaces',
        config: `vrrp_instance VI_1 {  #=> global_defs {↵    dynamic_interfaces↵}↵vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    use_vmac vip0
    virtual_ipaddress {
        192.0.2.200/24
    }
    virtual_routes {
        198.51.100.0/24 dev vip0  #~ ^vip0^ keepalived does not start
    }
}
`,
      },
    ],
    good: [
      {
        title: 'A name that is given, and dynamic_interfaces',
        config: `global_defs {
    dynamic_interfaces
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    use_vmac vrrp.51
    virtual_ipaddress {
        192.0.2.200/24
    }
    virtual_routes {
        198.51.100.0/24 dev vrrp.51 scope link table 200
    }
    track_interface {
        vrrp.51
    }
}

vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
    use_vmac
    virtual_ipaddress {
        192.0.2.201/24
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const made = interfacesMade(configuration);
      if (made.size === 0) return;
      const isDynamic = configuration.globals.dynamicInterfaces.value;
      const mentioned = groupBy(mentions(configuration), ({ text }) => text);
      for (const [name, words] of mentioned) {
        const [word, ...others] = words.sort((a, b) => a.start - b.start);
        const maker = made.get(name);
        if (!word || !maker || (maker.isNamed && isDynamic)) continue;
        const { instance, keyword, line } = maker;
        const startsNot = 'keepalived does not start, because no such interface exists when it looks.';
        report({
          at: word,
          summary: maker.isNamed
            ? `'${name}' is made by '${instance}' after everything has been read: keepalived does not start.`
            : `The interface that '${keyword}' makes for '${instance}' does not get the name '${name}', because this line names it.`,
          detail: maker.isNamed
            ? 'No such interface exists when keepalived looks for it.'
            : `A name that is mentioned counts as taken. ${isDynamic ? `The interface gets another one, and what depends on '${name}' stays in FAULT.` : `So ${startsNot}`}`,
          advice: maker.isNamed
            ? "Set 'dynamic_interfaces' in 'global_defs'."
            : `Write '${keyword} ${name}'${isDynamic ? '' : " and set 'dynamic_interfaces' in 'global_defs'"}.`,
          related: [
            { at: line, message: `The interface of '${instance}' is made here.` },
            ...others.slice(0, MOST_RELATED).map((at) => ({ at, message: 'This line names it too.' })),
          ],
        });
      }
    },
  },
});

/** Further lines that name the interface and are shown. */
const MOST_RELATED = 10;

interface Maker {
  readonly instance: string;
  readonly keyword: string;
  readonly line: ReturnType<typeof lineSpan>;
  readonly isNamed: boolean;
}

/** Interfaces that keepalived would make, by the names that it would try first; a name that is written wins. */
function interfacesMade({ vrrpInstances }: Configuration): ReadonlyMap<string, Maker> {
  const found = new Map<string, Maker>();
  for (const instance of vrrpInstances) {
    for (const [keyword, setting] of Object.entries({ use_vmac: instance.vmac, use_ipvlan: instance.ipvlan })) {
      const { value, node } = setting;
      if (!value || !node) continue;
      const { interface: name, isNamed } = value;
      if (isNamed || !found.has(name)) found.set(name, { instance: instance.name, keyword, line: lineSpan(node), isNamed });
    }
  }
  return found;
}

/** Every word that names an interface which must exist. */
function* mentions({ vrrpInstances, syncGroups, staticAddresses, staticRoutes, staticRules }: Configuration): Generator<Word> {
  for (const instance of vrrpInstances) yield* mentionsIn(instance);
  for (const { tracking } of syncGroups) for (const { word } of tracking.interfaces) yield word;
  for (const { options } of [...staticAddresses, ...staticRoutes, ...staticRules]) yield* named(options);
}

function* mentionsIn({ tracking, addresses, excludedAddresses, routes, rules }: VrrpInstance): Generator<Word> {
  for (const { word } of tracking.interfaces) yield word;
  for (const list of [addresses, excludedAddresses, routes, rules]) for (const { options } of list) yield* named(options);
}

/** The interfaces in the options of an address, a route or a rule. */
function* named(options: readonly UsedOption[]): Generator<Word> {
  for (const name of ['dev', 'iif', 'oif']) {
    const word = lastUse({ options }, name)?.values[0];
    if (word) yield word;
  }
  for (const { option, inner } of options) if (option.word === 'nexthop') yield* named(inner);
}
