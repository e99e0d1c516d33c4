import { lineSpan } from '../../src/binding/place.ts';
import type { VrrpInstance } from '../../src/model/vrrp/vrrp-instance.ts';
import { defineRule } from '../../src/rule/rule.ts';

const LOWEST = 1;
const HIGHEST = 254;

export default defineRule({
  id: 'vrrp/effective-priority',
  title: 'Weights lead out of the range of priorities',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/vrrp/vrrp_track.c:vrrp_set_effective_priority', 'live/script-reverse-positive'],
  what: `An instance whose priority, with the weights of all that it tracks, would be above 254 or below 1. Positive weights count while their checks succeed, negative ones while
they fail; with \`reverse\` the first are taken away then, and the second added.`,
  why: `keepalived sends 254 or 1 in place of a priority that is out of range. Nodes that should differ then have the same, and the higher address decides; or a further failure
changes nothing any more.`,
  advice:
    'Use smaller weights, or move the base priority, lower where the sum is above 254, higher where it is below 1: it has to stay between them whatever fails.',
  references: [{ title: 'keepalived.conf(5): priority, weight', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Above 254, and below 1',
        config: `vrrp_script check_web {
    script "/usr/local/bin/check-web"
    interval 2
    fall 3
    weight 20
}

vrrp_script check_dns {
    script "/usr/local/bin/check-dns"
    interval 2
    fall 3
    weight -60
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 250  #~ ^priority 250^ would have priority '270'  #=> priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_web
    }
}

vrrp_instance VI_2 {
    interface eth0
    virtual_router_id 52
    priority 50  #~ ^priority 50^ would have priority '-10'  #=> priority 150
    virtual_ipaddress {
        192.0.2.201/24
    }
    track_script {
        check_dns
    }
}
`,
      },
      {
        title: 'A BFD session whose weight counts while it is down',
        config: `bfd_instance peer {
    neighbor_ip 192.0.2.102
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 250  #~ ^priority 250^ would have priority '280'  #=> priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_bfd {
        peer weight -30 reverse
    }
}
`,
      },
    ],
    good: [
      {
        title: 'With reverse a positive weight is taken away',
        config: `vrrp_script in_backup {
    script "/usr/local/bin/in-backup"
    interval 2
    fall 3
    weight 20 reverse
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 250
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        in_backup
    }
}
`,
      },
      {
        title: 'Within the range whatever fails',
        config: `vrrp_script check_web {
    script "/usr/local/bin/check-web"
    interval 2
    fall 3
    weight 20
}

vrrp_script check_dns {
    script "/usr/local/bin/check-dns"
    interval 2
    fall 3
    weight -60
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_web
        check_dns
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const instance of configuration.vrrpInstances) {
        const { name, priority, nameWord } = instance;
        if (priority.value === 255) continue;
        const { least, most, isReversed } = rangeOf(instance);
        const at = priority.node ? lineSpan(priority.node) : nameWord;
        if (most > HIGHEST) {
          report({
            at,
            summary: `${isReversed ? 'At its highest' : 'With all its checks successful'}, '${name}' would have priority '${most}', above ${HIGHEST}.`,
            detail: `keepalived uses ${HIGHEST}: a check ${isReversed ? 'changes' : 'that fails lowers'} it by less than its weight, and nodes that should differ may have the same.`,
            advice: 'Use a lower base priority or smaller weights: the sum has to stay between 1 and 254 whatever fails.',
          });
        }
        if (least < LOWEST) {
          report({
            at,
            summary: `${isReversed ? 'At its lowest' : 'With all its checks failed'}, '${name}' would have priority '${least}', below ${LOWEST}.`,
            detail: `keepalived uses ${LOWEST}: ${isReversed ? 'further checks' : 'further failures'} make no difference, and of two such nodes the one with the higher address wins.`,
            advice: 'Use a higher base priority or smaller weights: the sum has to stay between 1 and 254 whatever fails.',
          });
        }
      }
    },
  },
});

/** The sums that an instance can come to. What a file adds depends on the number in it, so files are left out. */
function rangeOf({ priority, tracking }: VrrpInstance): { readonly least: number; readonly most: number; readonly isReversed: boolean } {
  let least = priority.value;
  let most = priority.value;
  let isReversed = false;
  for (const list of [tracking.interfaces, tracking.scripts, tracking.processes, tracking.bfdInstances]) {
    for (const { weight, reverse } of list) {
      const change = reverse ? -weight.value : weight.value;
      if (change < 0) least += change;
      else most += change;
      isReversed ||= reverse;
    }
  }
  return { least, most, isReversed };
}
