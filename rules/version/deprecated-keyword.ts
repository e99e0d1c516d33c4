import { placesOf } from '../../grammar/keywords/index.ts';
import type { Misfit } from '../../src/binding/bound.ts';
import { distinctMisfitsOf } from '../../src/binding/misfits.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { removeLine, replace, safe } from '../../src/rule/fix.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'version/deprecated-keyword',
  title: 'A keyword that keepalived keeps for old configurations only',
  severity: 'warning',
  precision: 'very-high',
  verdict: 'silent',
  proof: ['config-test'],
  what: 'A keyword that the assumed version of keepalived still takes, but that has been given up: another one took its place, or it does nothing any more, or all that it does can be written without it.',
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
        title: 'Given up, and still of use',
        config: `virtual_server 192.0.2.1 25 {
    lvs_sched rr
    lvs_method NAT
    protocol TCP
    real_server 192.0.2.2 25 {
        SMTP_CHECK {
            host {  #~ ^host^ 'host' is deprecated since keepalived 2.0.0.  #=>
                connect_port 2525
            }  #=>
            connect_timeout 5
        }
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
      const ignored = new Map(
        configuration.corrections
          .filter(({ check }) => check === 'vrrp/lvs-sync-daemon-interface-twice')
          .map((each) => [each.at.start, each.at]),
      );
      for (const misfit of distinctMisfitsOf(configuration, 'deprecated')) {
        const { at, data } = misfit;
        const reported = data.keyword.deprecated?.reported === true;
        report({
          at,
          ...inWords(misfit, configuration),
          ...(reported && { detail: 'The config test reports it.' }),
          verdict: reported ? { '2.0.7': 'reports' } : 'silent',
          severity: reported ? 'warning' : 'info',
          // A line that keepalived ignores is to go, whatever its keyword.
          follows: ignored.get(at.start),
        });
      }
    },
  },
});

function inWords(
  { at, data: { keyword, since, use } }: Misfit<'deprecated'>,
  { virtualServers }: Configuration,
): Pick<Message, 'summary' | 'advice' | 'fix'> {
  const { name } = keyword;
  const summary = `'${name}' is deprecated since keepalived ${since}`;
  // A keyword alone says nothing of what the list in its place is to hold.
  const list = use === null || keyword.kind !== 'flag' ? undefined : placesOf(use).find((place) => place.keyword.kind === 'list');
  if (list !== undefined) {
    return {
      summary: `${summary}; the list '${use}' took its place.`,
      advice: `Write '${use} { … }' instead${list.blocks.length === 0 ? ', at top level' : ''}, with each entry on a line of its own.`,
    };
  }
  if (use !== null) {
    const isIdle = name.startsWith('lvs_sync_daemon') && virtualServers.length === 0;
    return {
      summary: `${summary}; ${replacement(use)} took its place.`,
      advice: isIdle
        ? `Remove '${name}': there is no virtual_server here whose connections another node could need.`
        : `Write ${replacement(use)} instead.`,
      fix: use.includes('.') ? null : safe(replace(at, use)),
    };
  }
  // A block goes on doing what it did.
  if (keyword.kind === 'block') {
    return { summary: `${summary}.`, advice: `Write a check of its own for each '${name}', with the lines that stand in it.` };
  }
  return { summary: `${summary}; it does nothing any more.`, advice: `Remove '${name}'.`, fix: safe(removeLine(at)) };
}

/** The keyword that replaces one, named with its block where that is another. */
function replacement(path: string): string {
  const [name, block] = path.split('.').reverse();
  return block === undefined ? `'${name}'` : `'${name}' in ${block}`;
}
