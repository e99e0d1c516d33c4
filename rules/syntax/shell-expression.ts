import { defineRule } from '../../src/rule/rule.ts';
import { shellExpressions } from '../../src/rule/shell-expressions.ts';

export default defineRule({
  id: 'syntax/shell-expression',
  title: 'A command stands where keepalived wants a value',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  verdict: 'silent',
  proof: ['config-test'],
  what: `\`$(hostname)\` or \`\` \`hostname\` \`\` in a line that is no command, such as \`router_id\`, \`interface\` or \`unicast_src_ip\`.`,
  why: `keepalived runs no command to find a value. It takes the characters as they stand: \`$(hostname)\` becomes a name, an interface that no host has, or
a value that it refuses; where the command has blanks, the words behind the first are lost.`,
  advice:
    'Write the value itself. What differs between nodes stands behind `@CONFIG-ID` on a line for each of them, or in a file that every node has for itself (`include`).',
  unless: 'a program fills in the file before keepalived reads it.',
  references: [
    { title: 'keepalived.conf(5), Conditional configuration and configuration id', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'The name, the interface and the address of the host',
        config: `global_defs {
    router_id $(hostname)  #~ ^$(hostname)^ keepalived runs no command here: it takes '$(…)' as it stands.  #=> router_id lb1
}

vrrp_instance VI_1 {
    interface $(uplink)  #~ ^$(uplink)^ as it stands  #=> interface eth0
    virtual_router_id 51
    priority $(cat /etc/priority)  #~ ^$(cat /etc/priority)^ as it stands  #=> priority 100
    unicast_src_ip \`hostname -i\`  #~ ^\`hostname -i\`^ it takes '\`…\`' as it stands.  #=> unicast_src_ip 192.0.2.101
    unicast_peer {
        $(getent peer)  #~ ^$(getent peer)^ as it stands  #=> 192.0.2.102
    }
    virtual_ipaddress {
        $(vip)/24  #~ ^$(vip)/24^ as it stands  #=> 192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'For a shell, and a line for each node',
        config: `global_defs {
    @lb1 router_id lb1
    @lb2 router_id lb2
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    notify_master "/bin/sh -c 'logger master on $(hostname)'"
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { start, end, form, keyword, isSplit } of shellExpressions(configuration)) {
        report({
          at: { start, end },
          summary: `keepalived runs no command here: it takes '${form}' as it stands.`,
          detail: `Only a shell puts what a command prints in its place. '${keyword}' gets the characters themselves${isSplit ? ', up to the first blank' : ''}.`,
        });
      }
    },
  },
});
