import { parsePrefixedAddress } from '../../src/binding/ip-address.ts';
import { occurs } from '../../src/binding/occurring-keywords.ts';
import { scriptLines } from '../../src/binding/script-lines.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import type { VirtualServer } from '../../src/model/lvs/virtual-server.ts';
import { type NetworkChange, networkChangeOf } from '../../src/rule/network-commands.ts';
import { loneQuorumScript, type QuorumChange, quorumChangeOf } from '../../src/rule/quorum-scripts.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'lvs/quorum-scripts',
  title: 'Nothing undoes what a quorum script does',
  severity: 'warning',
  precision: 'high',
  verdict: 'silent',
  proof: ['source/check/ipwrapper.c:update_quorum_state', 'source/check/ipwrapper.c:do_vs_notifies'],
  what: `A \`quorum_up\` that adds an address or a route (\`ip addr add\`, \`ip route add\`) without a \`quorum_down\` that removes it, and a \`quorum_down\` that removes one without a \`quorum_up\`
that adds it again.`,
  why: `keepalived runs \`quorum_up\` when enough real servers are up, and \`quorum_down\` when they no longer are. It undoes neither by itself. An address that stays when all servers have
failed still draws clients to this node, also where another one has servers left; an address that is removed and never added again keeps them away although all servers are back.`,
  advice: 'Write both scripts, so that each undoes what the other one does.',
  unless: 'something else undoes it, or the address is to stay whatever becomes of the servers.',
  references: [{ title: 'keepalived.conf(5): quorum_up, quorum_down', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'An address that stays, and one that does not come back',
        config: `global_defs {
    enable_script_security
}

virtual_server 192.0.2.200 80 {
    lvs_sched wlc
    lvs_method DR
    protocol TCP
    quorum_up "/usr/sbin/ip addr add 192.0.2.200/32 dev lo"  #~ ^"/usr/sbin/ip addr add 192.0.2.200/32 dev lo"^ Nothing removes the address '192.0.2.200/32' when  #=> quorum_up "/usr/sbin/ip addr add 192.0.2.200/32 dev lo"↵    quorum_down "/usr/sbin/ip addr del 192.0.2.200/32 dev lo"
    real_server 198.51.100.11 80 {
        TCP_CHECK {
        }
    }
}

virtual_server 192.0.2.201 80 {
    lvs_sched wlc
    lvs_method DR
    protocol TCP
    quorum_down "/usr/sbin/ip route del 192.0.2.201/32 dev lo"  #~ ^"/usr/sbin/ip route del 192.0.2.201/32 dev lo"^ Nothing adds the route '192.0.2.201/32' again when  #=> quorum_up "/usr/sbin/ip route add 192.0.2.201/32 dev lo"↵    quorum_down "/usr/sbin/ip route del 192.0.2.201/32 dev lo"
    real_server 198.51.100.11 80 {
        TCP_CHECK {
        }
    }
}
`,
      },
    ],
    good: [
      {
        title:
          'Both scripts; scripts that only tell; a sorry server that answers at the address; a script of the real server that removes it',
        config: `global_defs {
    enable_script_security
    script_user root
}

virtual_server 192.0.2.200 80 {
    lvs_sched wlc
    lvs_method DR
    protocol TCP
    quorum_up "/usr/sbin/ip addr add 192.0.2.200/32 dev lo"
    quorum_down "/usr/sbin/ip addr del 192.0.2.200/32 dev lo"
    real_server 198.51.100.11 80 {
        TCP_CHECK {
        }
    }
}

virtual_server 192.0.2.201 80 {
    lvs_sched wlc
    lvs_method DR
    protocol TCP
    quorum_up "/usr/bin/logger 192.0.2.201 is up"
    real_server 198.51.100.11 80 {
        TCP_CHECK {
        }
    }
}

virtual_server 192.0.2.202 80 {
    lvs_sched wlc
    lvs_method DR
    protocol TCP
    quorum_up "/usr/sbin/ip addr add 192.0.2.202/32 dev lo"
    sorry_server 198.51.100.99 80
    real_server 198.51.100.11 80 {
        TCP_CHECK {
        }
    }
}

virtual_server 192.0.2.203 80 {
    lvs_sched wlc
    lvs_method DR
    protocol TCP
    quorum_up "/usr/sbin/ip addr add 192.0.2.203/32 dev lo"
    real_server 198.51.100.11 80 {
        notify_down "/usr/local/bin/withdraw"
        TCP_CHECK {
        }
    }
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      if (!occurs(configuration.bound, ({ name }) => QUORUM_SCRIPTS.has(name))) return;
      const elsewhere = changedElsewhere(configuration);
      for (const server of configuration.virtualServers) {
        const found = quorumChange(server);
        if (found && !elsewhere[found.change.does].has(keyOf(found.change.what))) report({ at: found.line.command, ...sayOf(found) });
      }
    },
  },
});

const QUORUM_SCRIPTS: ReadonlySet<string> = new Set(['quorum_up', 'quorum_down']);

/** What a virtual server changes with its quorum and does not undo, where the quorum can be lost. */
function quorumChange({ bound, dropped, realServers, sorryServer }: VirtualServer): QuorumChange | null {
  if (dropped || realServers.every(({ checkers }) => checkers.length === 0)) return null;
  const lone = loneQuorumScript(bound);
  const found = lone && quorumChangeOf(bound, lone);
  if (!found) return null;
  // A sorry server answers in place of those that have failed.
  if (sorryServer && found.change.does === 'adds') return null;
  // A script of a real server may undo it.
  return scriptLines(bound.children).some(({ block }) => block?.keyword.name === 'real_server') ? null : found;
}

/** What other scripts of the file name: whoever adds an address looks here for one that may remove it, and the other way round. */
function changedElsewhere({ bound }: Configuration): Readonly<Record<NetworkChange['does'], ReadonlySet<string>>> {
  const elsewhere = { adds: new Set<string>(), removes: new Set<string>() };
  for (const { words } of scriptLines(bound.children)) {
    const does = networkChangeOf(words)?.does;
    for (const { text } of words) {
      if (does !== 'adds') elsewhere.adds.add(keyOf(text));
      if (does !== 'removes') elsewhere.removes.add(keyOf(text));
    }
  }
  return elsewhere;
}

/** One text for one address, with or without a prefix length. */
function keyOf(what: string): string {
  return parsePrefixedAddress(what)?.ip.text ?? what;
}

function sayOf({ line, change: { does, kind, what } }: QuorumChange): Omit<Message, 'at'> {
  return does === 'adds'
    ? {
        severity: 'info',
        summary: `Nothing removes the ${kind} '${what}' when the real servers have failed.`,
        detail: 'keepalived does not undo what quorum_up did: when the last server has failed, clients still come to this node.',
        advice: `Write a 'quorum_down' that removes it${reverseOf(line.command.text, /\b(?:add|replace|append)\b/, 'del')}.`,
      }
    : {
        summary: `Nothing adds the ${kind} '${what}' again when the real servers are back.`,
        detail:
          'keepalived does not undo what quorum_down did: after the first failure clients no longer come to this node, however well its servers are.',
        advice: `Write a 'quorum_up' that adds it${reverseOf(line.command.text, /\b(?:delete|del)\b/, 'add')}.`,
      };
}

/** The command that does the opposite, where only its verb has to change. */
function reverseOf(command: string, verb: RegExp, opposite: string): string {
  return /^[\w./: -]+$/.test(command) ? `: "${command.replace(verb, opposite)}"` : '';
}
