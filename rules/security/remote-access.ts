import { atLeast } from '../../grammar/version.ts';
import { lineSpan } from '../../src/binding/place.ts';
import { globalLines } from '../../src/model/read-settings.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { inProfiles } from '../profiles.ts';

export default defineRule({
  id: 'security/remote-access',
  title: 'D-Bus or SNMP is open',
  severity: 'off',
  precision: 'high',
  profiles: inProfiles({ security: 'warning' }),
  verdict: 'silent',
  proof: ['source/vrrp/vrrp_dbus.c:handle_method_call'],
  what: '`enable_dbus` before 2.4.0, and an `snmp_socket` on TCP or UDP that is not on the host itself.',
  why: `Over D-Bus keepalived writes its data, and creates and removes instances. The policy that comes with it up to 2.3.4 denies these methods to nobody and relies on the bus to do so, which old versions of dbus-daemon do not do for a message that names no interface; since 2.4.0 it denies them to all but root. Up to 2.2.4 it also opens the properties of every other service to everybody on the host (CVE-2021-44225). AgentX, which keepalived speaks to the SNMP agent, has no authentication: over a network anybody can read along or answer in its place.`,
  advice: 'Leave out `enable_dbus`, or restrict its policy; use the socket of the agent on the host (`unix:/var/agentx/master`).',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Over the network',
        config: `global_defs {
    umask 077
    snmp_socket tcp:192.0.2.9:705  #~ ^snmp_socket tcp:192.0.2.9:705^ over the network  #=> snmp_socket unix:/var/agentx/master
}
`,
      },
      {
        title: 'Before 2.4.0',
        version: '2.2.7',
        beside: ['version/changed-behaviour'],
        config: `global_defs {
    umask 077
    enable_dbus  #~ ^enable_dbus^ D-Bus  #=>
}
`,
      },
    ],
    good: [
      {
        title: 'On the host',
        config: `global_defs {
    umask 077
    snmp_socket unix:/var/agentx/master
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const { version } = configuration.target;
      for (const { keyword, args, node } of globalLines(configuration.bound.children)) {
        const socket = args[0]?.word.text ?? '';
        if (keyword.name === 'enable_dbus' && !atLeast(version, '2.4.0')) {
          report({
            at: lineSpan(node),
            summary: `The D-Bus policy of keepalived ${version} lets more through than it should.`,
            advice: "Remove 'enable_dbus', or restrict the policy of the service on the bus (/etc/dbus-1/system.d).",
            detail: atLeast(version, '2.2.5')
              ? 'It denies its methods to nobody. Where an old dbus-daemon passes a message that names no interface, others than root can have keepalived write its data, or create and remove instances.'
              : 'It lets everybody on the host reach the properties of other services too (CVE-2021-44225).',
          });
        }
        if (keyword.name === 'snmp_socket' && /^(?:tcp|udp)6?:/.test(socket) && !/(?:127\.|localhost|\[?::1)/.test(socket)) {
          report({
            at: lineSpan(node),
            summary: 'keepalived talks to the SNMP agent over the network, without authentication.',
            detail: 'Anybody on the way can read along, or answer in its place.',
            advice: "Write 'snmp_socket unix:/var/agentx/master', the socket of the agent on the host.",
          });
        }
      }
    },
  },
});
