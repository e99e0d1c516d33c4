import type { Node } from '../../grammar/tree.ts';
import { occurs } from '../../src/binding/occurring-keywords.ts';
import { lineSpan } from '../../src/binding/place.ts';
import type { Checker } from '../../src/model/lvs/checker.ts';
import { inSeconds } from '../../src/rule/in-seconds.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'lvs/check-timing',
  title: 'A dead real server is noticed late',
  severity: 'info',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/check/check_data.c:alloc_vs', 'source/check/check_tcp.c:tcp_epilog'],
  what: `Checks that need long (a minute, unless the option says otherwise) to take a dead server out: \`delay_loop\`, \`connect_timeout\`, \`retry\` and \`delay_before_retry\` together. Without \`delay_loop\` a check runs
every 60 seconds.`,
  why: 'All that time, clients whose connections are given to that server get no answer.',
  advice: 'Write `delay_loop 6` or so in the virtual server, `connect_timeout 3`, `retry 2` and `delay_before_retry 1` in the checker.',
  options: {
    longestDetection: { is: 'number', default: 60, minimum: 1, what: 'Seconds from which on a check is called slow' },
  },
  references: [{ title: 'keepalived.conf(5): delay_loop, retry, delay_before_retry', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Once a minute',
        config: `virtual_server 192.0.2.200 80 {  #~ ^virtual_server^ 60 seconds  #=> virtual_server 192.0.2.200 80 {↵    delay_loop 6
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        TCP_CHECK {
            connect_timeout 3
        }
    }
}
`,
      },
      {
        title: 'Servers whose checks differ: the slowest counts',
        config: `virtual_server 192.0.2.200 80 {
    delay_loop 60  #~ ^delay_loop 60^ 70 seconds  #=> delay_loop 6
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        TCP_CHECK {
            connect_timeout 3
        }
    }
    real_server 198.51.100.12 80 {
        TCP_CHECK {
            connect_timeout 3
            retry 2
            delay_before_retry 2
        }
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Within some twenty seconds',
        config: `virtual_server 192.0.2.200 80 {
    delay_loop 6
    lb_algo rr
    lb_kind NAT
    protocol TCP
    real_server 198.51.100.11 80 {
        TCP_CHECK {
            connect_timeout 3
            retry 2
            delay_before_retry 1
        }
    }
}
`,
      },
    ],
  },
  check: {
    view({ bound, virtualServers }, report, { longestDetection }) {
      if (!occurs(bound, ({ name }) => CONNECTING.has(name))) return;
      for (const { realServers, dropped, block } of virtualServers) {
        if (dropped) continue;
        const slowest = new Map<Node | null, Slow>();
        for (const checker of realServers.flatMap(({ checkers }) => checkers)) {
          if (!CONNECTING.has(checker.kind)) continue;
          const seconds = detectionOf(checker);
          if (seconds < longestDetection) continue;
          const { node } = checker.delayLoop;
          // One finding for all checks that run as often because of the same line.
          if (seconds > (slowest.get(node)?.seconds ?? 0)) slowest.set(node, { seconds, checker });
        }
        for (const { seconds, checker } of slowest.values()) {
          const { node, value } = checker.delayLoop;
          report({
            at: node ? lineSpan(node) : block.keyword,
            summary: `A check here may take ${inSeconds(seconds)} and more until it notices a dead server.`,
            detail: `${node === null ? "Without 'delay_loop' it runs every 60 seconds" : `It runs every ${inSeconds(value)}`}, and clients whose connections are given to the server meanwhile get no answer.`,
          });
        }
      }
    },
  },
});

/** The check of a virtual server that takes longest. */
interface Slow {
  readonly seconds: number;
  readonly checker: Checker;
}

/** Checkers that connect and wait; the others have a time of their own. */
const CONNECTING: ReadonlySet<string> = new Set(['TCP_CHECK', 'HTTP_GET', 'SSL_GET', 'SMTP_CHECK', 'DNS_CHECK', 'UDP_CHECK']);

/** Seconds from one check to the end of the retries of the next. */
function detectionOf({ delayLoop, retry, delayBeforeRetry, connectTimeout }: Checker): number {
  const retries = retry.node === null ? 0 : (retry.value ?? 0);
  const each = delayBeforeRetry.node === null ? 1 : (delayBeforeRetry.value ?? 1);
  const wait = connectTimeout.node === null ? 0 : connectTimeout.value;
  return Math.round(delayLoop.value + retries * (each + wait));
}
