import { type BoundValue, isBlock, isValue } from '../../src/binding/bound.ts';
import { keywordSpan, lineSpan } from '../../src/binding/place.ts';
import { defineRule } from '../../src/rule/rule.ts';

/** Settings that an instance takes over while its own block is read. */
const TAKEN_OVER: ReadonlySet<string> = new Set([
  'vrrp_garp_master_delay',
  'vrrp_garp_master_repeat',
  'vrrp_garp_master_refresh',
  'vrrp_garp_master_refresh_repeat',
  'vrrp_down_timer_adverts',
  'vrrp_skip_check_adv_addr',
]);

export default defineRule({
  id: 'vrrp/late-global-defs',
  title: 'Defaults below an instance are lost at a reload',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'silent',
  covers: ['vrrp/global-defs-after-instance'],
  proof: ['live/reload-late-global-defs', 'live/reload-early-global-defs'],
  what: `\`vrrp_garp_master_*\`, \`vrrp_down_timer_adverts\` and \`vrrp_skip_check_adv_addr\` in a \`global_defs\` block that stands below a \`vrrp_instance\`.`,
  why: `An instance takes these defaults over when its block is read. At the start of keepalived they are known by then wherever they stand, because \`global_defs\` is read
once before everything else. At a reload it is not: the instances above get the values that stand above them, or the built-in ones, so after a reload a backup takes over sooner or later than before, and
a new master sends another number of gratuitous ARPs. The next restart brings the written values back.`,
  advice: 'Move `global_defs` to the top of the file.',
  references: [{ title: 'keepalived.conf(5): global_defs', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'At the end of the file',
        notMended: "'global_defs' moves to the top of the file, as in the example that is not reported.",
        config: `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

global_defs {
    vrrp_garp_master_repeat 2  #~ from the next reload on
    vrrp_down_timer_adverts 5  #~ from the next reload on
    vrrp_version 3
}
`,
      },
      {
        title: 'Once more, with another value',
        config: `global_defs {
    vrrp_garp_master_delay 5  #=> vrrp_garp_master_delay 7
}

vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

global_defs {
    vrrp_garp_master_delay 7  #~ which uses that of a line above instead from the next reload on  #=>
}
`,
      },
    ],
    good: [
      {
        title: 'The same again',
        config: `global_defs {
    vrrp_garp_master_repeat 2
}

vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

global_defs {
    vrrp_garp_master_repeat 2
}
`,
      },
      {
        title: 'At the top',
        config: `global_defs {
    vrrp_garp_master_repeat 2
    vrrp_down_timer_adverts 5
}

vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}

global_defs {
    router_id lb1
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const [first] = configuration.vrrpInstances;
      if (!first) return;
      const above = new Map<string, BoundValue>();
      for (const block of configuration.bound.children) {
        if (!isBlock(block) || block.keyword.name !== 'global_defs') continue;
        const isLate = block.node.span.start >= first.block.span.start;
        for (const line of block.children) {
          const { name } = line.keyword;
          if (!isValue(line) || !line.valid || !TAKEN_OVER.has(name)) continue;
          const earlier = above.get(name);
          if (!isLate) above.set(name, line);
          else if (!earlier || valueOf(earlier) !== valueOf(line)) {
            report({
              at: lineSpan(line.node),
              summary: `'${name}' stands below instance '${first.name}', which uses ${earlier ? 'that of a line above' : 'the built-in value'} instead from the next reload on.`,
              detail: `After a restart it is in force again, so that nodes differ by when they were last reloaded.`,
              advice: earlier ? 'Keep one of the two, above all instances.' : "Move 'global_defs' to the top of the file.",
              related: [
                ...(earlier ? [{ at: lineSpan(earlier.node), message: 'This one counts then.' }] : []),
                { at: keywordSpan(first.block), message: 'This instance is read before.' },
              ],
            });
          }
        }
      }
    },
  },
});

function valueOf({ args }: BoundValue): string {
  return args.map(({ word }) => word.text).join(' ');
}
