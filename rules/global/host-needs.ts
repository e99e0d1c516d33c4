import { defineCorrectionRule, type Wording } from '../../src/rule/correction-rule.ts';
import { sayMistake } from '../../src/rule/entry-wording.ts';

const cpu: Wording = ({ written }) => ({
  summary: `Not every host has CPU '${written}'.`,
  detail: `Where it is missing or offline, keepalived says so and does without it.`,
  advice: 'Name CPUs that every node has, counted from 0.',
});

const group: Wording = ({ written }) => ({
  summary: `Only the host tells whether '${written}' is known, by /etc/iproute2/group.`,
  detail: `Where it is not, keepalived says so and the interface gets into no group.`,
  advice: 'Write the number, or make sure that every node knows the name.',
});

const script: Wording<'global/startup-script-invalid' | 'global/shutdown-script-invalid'> = ({ data: { keyword, user } }) => ({
  summary: `'${keyword}' runs as '${user}'.`,
  detail: `Where the host has no such user or group, keepalived says so and never runs the script.`,
  advice: `Make sure that every node has '${user}', or name another user behind the script.`,
  against: 'Where that user comes from.',
});

export default defineCorrectionRule({
  id: 'global/host-needs',
  title: 'Something that every host must have or know',
  severity: 'off',
  precision: 'medium',
  profiles: { all: 'info' },
  verdict: 'reports',
  proof: ['config-test', 'live/unknown-interface', 'live/script-missing-file'],
  what: `What no keepalived.conf can tell: names of routing tables, protocols, VRFs and interface groups in addresses, routes, rules, \`use_vmac\` and
\`use_ipvlan\`, users of \`startup_script\` and \`shutdown_script\`, a mail server by its name, CPUs by their numbers, files with keys for \`auth_hmac\`, and
(since 2.2.8) directories of tracked files. What every host has is left out: the tables \`main\` and \`local\`, \`tcp\`, \`root\`, CPU 0, \`/run\` and so on.

The config test of a host that lacks it fails. This rule is therefore a part of the profile \`keepalived\`, which takes it that the host has nothing of
its own.`,
  why: `The nodes of a cluster are seldom set up alike. Where one lacks a line in /etc/iproute2/rt_tables, its config test complains and the route is missing, but only
there, and only after a failover.`,
  advice: 'Write numbers instead of names, or let the configuration management put what is needed on every node.',
  unless: 'every node is known to have it.',
  references: [
    { title: 'keepalived.conf(5): static_routes, virtual_rules', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'ip-route(8)', url: 'https://man7.org/linux/man-pages/man8/ip-route.8.html' },
  ],
  examples: {
    bad: [
      {
        title: 'Names in routes and rules',
        config: `static_routes {
    198.51.100.0/24 via 192.0.2.1 dev eth0 table uplink  #~ ^uplink^ 'uplink' is known, by /etc/iproute2/rt_tables  #=> 198.51.100.0/24 via 192.0.2.1 dev eth0 table 100
    203.0.113.0/24 dev eth0 vrf blue                     #~ ^blue^ 'blue' is known, by its interfaces  #=> 203.0.113.0/24 dev eth0
}

static_rules {
    from 192.0.2.0/24 table 10 priority 100 ipproto tpc       #~ ^tpc^ 'tpc' is known, by /etc/protocols  #=> from 192.0.2.0/24 table 10 priority 100 ipproto 6
    from 192.0.2.0/24 table 10 priority 101 suppress_ifgroup edge  #~ ^edge^ 'edge' is known, by /etc/iproute2/group  #=> from 192.0.2.0/24 table 10 priority 101 suppress_ifgroup 5
}
`,
      },
      {
        title: 'A directory that may be gone after a boot',
        config: `track_file load {
    file /run/balancer/load  #=> file /run/load
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_file {
        load weight 1  #~ ^load^ wants the directory '/run/balancer'
    }
}
`,
      },
      {
        title: 'Users of scripts, and a group of interfaces',
        notMended: 'Hosts get what they lack: users, groups, files.',
        config: `global_defs {
    smtp_server mail.example.com  #~ ^mail.example.com^ looks up 'mail.example.com' once
    vrrp_cpu_affinity 0 2         #~ ^2^ Not every host has CPU '2'
    enable_script_security
    startup_script /usr/local/sbin/prepare            #~ ^startup_script^ 'startup_script' runs as 'keepalived_script'
    shutdown_script /usr/local/sbin/clean_up balancer #~ ^balancer^ 'shutdown_script' runs as 'balancer'
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    use_vmac group edge  #~ ^edge^ 'edge' is known, by /etc/iproute2/group
    auth_hmac {
        key 1 file:/etc/keepalived/hmac  #~ ^file:/etc/keepalived/hmac^ has the file of this key
        active_key 1
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'What every host knows',
        config: `global_defs {
    smtp_server 192.0.2.25
    vrrp_cpu_affinity 0
    enable_script_security
    startup_script /usr/local/sbin/prepare root
}

static_routes {
    198.51.100.0/24 via 192.0.2.1 dev eth0 table 100
    203.0.113.0/24 via 192.0.2.1 dev eth0 table main
}

static_rules {
    from 192.0.2.0/24 table 10 priority 100 ipproto tcp
}
`,
      },
    ],
  },
  words: {
    'track-file/directory-missing': ({ subject, data: { name, directory } }) => ({
      summary: `keepalived wants the directory '${directory}' when it starts.`,
      detail: `Where the host has none, '${subject}' does not track '${name}', and the config test says so.`,
      advice: `Make '${directory}' before keepalived starts, also at a boot (tmpfiles.d), or use one that is always there, such as /run.`,
      against: 'The track_file.',
    }),
    'auth-hmac/key-file-unreadable': () => ({
      summary: 'Only the host tells whether it has the file of this key.',
      detail: 'Where it cannot be read, keepalived says so and drops the key.',
      advice: 'Make sure that every node has it, for root alone to read.',
    }),
    'global/smtp-server-unresolved': ({ written }) => ({
      summary: `keepalived looks up '${written}' once, when it reads the configuration.`,
      detail: `Where that fails, it says so and sends no e-mail until the next reload.`,
      advice: 'Write an address, or put the name into /etc/hosts: at a boot the name servers may be out of reach.',
    }),
    'global/vrrp-cpu-affinity-invalid': cpu,
    'global/checker-cpu-affinity-invalid': cpu,
    'global/bfd-cpu-affinity-invalid': cpu,
    'net/name-of-host': ({ mistake }) => (mistake ? sayMistake(mistake) : null),
    'vmac/group-unknown': group,
    'ipvlan/group-unknown': group,
    'global/startup-script-invalid': script,
    'global/shutdown-script-invalid': script,
  },
});
