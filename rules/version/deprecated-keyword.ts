import { distinctMisfitsOf } from '../../src/binding/misfits.ts';
import { removeLine, replace, safe } from '../../src/rule/fix.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'version/deprecated-keyword',
  title: 'A keyword that keepalived keeps for old configurations only',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'silent',
  proof: ['config-test'],
  what: 'A keyword that the assumed version of keepalived still takes, but that has been given up: another one took its place, or it does nothing any more.',
  why: 'Some of these the config test reports, so that it fails. All of them may go away with a later version, which then drops the line.',
  advice: 'Write the keyword that took its place, as soon as all nodes know it.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['deprecated'],
  examples: {
    bad: [
      {
        title: 'Given up, and reported',
        fixed: 'safe',
        config: `virtual_server 192.0.2.1 80 {
    protocol TCP
    lvs_method NAT
    real_server 192.0.2.2 80 {
        HTTP_GET {
            url {
                path /
            }
            nb_get_retry 3  #~ ^nb_get_retry^ 'nb_get_retry' is deprecated since keepalived 2.0.15; 'retry' took its place. The config test reports it.  #=> retry 3
        }
    }
}
`,
      },
      {
        title: 'Given up, and of no use without virtual servers',
        config: `vrrp_instance VI_1 {
    interface eth0
    lvs_sync_daemon_interface eth1  #~ ^lvs_sync_daemon_interface^ deprecated since keepalived 2.0.0  #=>
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'Given up in silence',
        fixed: 'safe',
        config: `vrrp_track_file load {  #~ ^vrrp_track_file^ 'vrrp_track_file' is deprecated since keepalived 2.1.0; 'track_file' took its place.  #=> track_file load {
    file /run/load
}
`,
      },
    ],
    good: [
      {
        title: 'Before it was given up',
        version: '2.0.20',
        config: `vrrp_track_file load {
    file /run/load
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const { at, data } of distinctMisfitsOf(configuration, 'deprecated')) {
        const { keyword, since, use } = data;
        const reported = keyword.deprecated?.reported === true;
        const isIdle = keyword.name.startsWith('lvs_sync_daemon') && configuration.virtualServers.length === 0;
        const instead = use === null ? 'it does nothing any more' : `${replacement(use)} took its place`;
        report({
          at,
          summary: `'${keyword.name}' is deprecated since keepalived ${since}; ${instead}.`,
          ...(reported && { detail: 'The config test reports it.' }),
          fix: use === null ? safe(removeLine(at)) : use.includes('.') ? null : safe(replace(at, use)),
          advice: isIdle
            ? `Remove '${keyword.name}': there is no virtual_server here whose connections another node could need.`
            : use === null
              ? `Remove '${keyword.name}'.`
              : `Write ${replacement(use)} instead.`,
          verdict: reported ? { '2.0.7': 'reports' } : 'silent',
          severity: reported ? 'warning' : 'info',
        });
      }
    },
  },
});

/** The keyword that replaces one, named with its block where that is another. */
function replacement(path: string): string {
  const [name, block] = path.split('.').reverse();
  return block === undefined ? `'${name}'` : `'${name}' in ${block}`;
}
