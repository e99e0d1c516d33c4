import { memoized } from '../../grammar/memoized.ts';
import { keepsOrder } from '../../src/cluster/checks.ts';
import type { VirtualRouter } from '../../src/cluster/cluster.ts';
import { isTracked } from '../../src/model/tracking/tracking.ts';
import { misspeltIn } from '../../src/rule/consequences.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'vrrp/script-timing',
  title: 'One failed run moves the addresses, or a failure is noticed late',
  severity: 'info',
  precision: 'high',
  verdict: 'silent',
  proof: ['live/script-rise-fall', 'source/vrrp/vrrp_scheduler.c:vrrp_script_child_thread'],
  what: 'A tracked `vrrp_script` without `fall` (or with `fall 1`), and one that notices a failure late (`interval` times `fall`).',
  why: `Without \`fall\` a single run that fails counts: a slow answer, a restart of the service, a moment of load, and the addresses move. When the next run succeeds they
move back. With a long interval and a large \`fall\`, clients wait as long as the product of the two before anybody takes over.`,
  advice: 'Write `fall 2` or `fall 3` and `rise 2`, and an `interval` so short that both together are within what clients stand.',
  unless:
    'the script itself tries several times before it fails. Where it has a weight too small to move the addresses to any node of the cluster, nothing is told but that.',
  options: {
    longestDetection: { is: 'number', default: 30, minimum: 1, what: 'Seconds until a failure is noticed that are still soon enough' },
  },
  references: [{ title: 'keepalived.conf(5): vrrp_script, fall, rise', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'One hiccup, and one that takes minutes',
        config: `vrrp_script check_web {  #~ ^check_web^ One failed run of 'check_web' is enough
    script "/usr/local/bin/check-web"
    interval 2  #=> interval 2↵fall 3
}

vrrp_script check_dns {  #~ ^check_dns^ '180' seconds
    script "/usr/local/bin/check-dns"
    interval 60  #=> interval 5
    fall 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
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
    good: [
      {
        title: 'A fall that is misspelt: that is told of the word',
        config: `vrrp_script check_web {
    script "/usr/local/bin/check-web"
    interval 2
    fail 3
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_web
    }
}
`,
      },
      {
        title: 'A failure lowers 150 to 130, and the other node has 100: that it moves nothing is what is told',
        config: `vrrp_script check_web {
    script "/usr/local/bin/check-web"
    interval 2
    weight -20
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
    }
}
`,
        otherNodes: {
          'node2.conf': `vrrp_script check_web {
    script "/usr/local/bin/check-web"
    interval 2
    weight -20
}

vrrp_instance VI_1 {
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
        title: 'Three failures within six seconds',
        config: `vrrp_script check_web {
    script "/usr/local/bin/check-web"
    interval 2
    fall 3
    rise 2
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        check_web
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report, { longestDetection }) {
      for (const { name, nameWord, fall, interval, block } of configuration.vrrpScripts.filter(isTracked)) {
        const misspelt = fall.node === null ? misspeltIn(block.span, ['fall'], configuration) : null;
        const detection = interval.value * fall.value;
        if (fall.value <= 1) {
          report({
            at: nameWord,
            ...(misspelt && { follows: misspelt }),
            summary: `One failed run of '${name}' is enough to count as a failure.`,
            detail: `${fall.node === null ? "It has no 'fall', which is then 1" : "It has 'fall 1'"}: one run that fails or takes too long, or a restart of the service, can move the addresses, and the next success can move them back.`,
          });
        } else if (detection > longestDetection) {
          report({
            at: nameWord,
            summary: `'${name}' may take '${detection}' seconds to notice a failure.`,
            detail: `With 'interval ${interval.value}' and 'fall ${fall.value}', that is how long clients may wait before another node can take over.`,
            advice: "Write a shorter 'interval', or a smaller 'fall' that is still above 1: their product is what clients have to stand.",
          });
        }
      }
    },
    withdraws({ nodes, routers }, withdraw) {
      const routerOf = new Map(routers.flatMap((router) => router.members.map(({ instance }) => [instance, router] as const)));
      for (const node of nodes) {
        for (const { name, nameWord, instances, syncGroups } of node.configuration.vrrpScripts) {
          const trackedBy = [...instances, ...syncGroups.flatMap(({ members }) => members)];
          const movesNothing = trackedBy.every((instance) => {
            const router = routerOf.get(instance);
            return router !== undefined && router.members.length > 1 && movesNothingIn(router, name);
          });
          if (movesNothing) withdraw(node, nameWord);
        }
      }
    },
  },
});

/** The answers of {@link movesNothingIn}: each node of a virtual router asks. */
const answersOf = memoized((_router: VirtualRouter) => new Map<string, boolean>());

/** Whether the order of the nodes of a virtual router stays, whichever of them a script fails on. */
function movesNothingIn(router: VirtualRouter, name: string): boolean {
  const answers = answersOf(router);
  const answer = answers.get(name) ?? keepsOrder(router, name);
  answers.set(name, answer);
  return answer;
}
