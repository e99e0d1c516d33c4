import { atLeast, type Version } from '../../grammar/version.ts';
import { type Concerned, concernedBy, type VersionChange, versionChanges } from '../../src/daemon/version-changes.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'version/changed-behaviour',
  title: 'A line that other versions of keepalived read otherwise',
  severity: 'info',
  precision: 'high',
  comparesVersions: true,
  verdict: 'silent',
  proof: [
    'live/vip-count-mismatch',
    'live/vip-set-mismatch',
    'live/unicast-source-not-on-node',
    'live/unicast-no-interface',
    'live/owner-255-both',
    'config-test',
  ],
  what: `Lines that every version accepts, but whose effect changed between versions: with one newer than the assumed one, so that an upgrade changes
what the line does, or within its own minor series, so that nodes of one site can differ.`,
  why: 'An upgrade then changes what the cluster does although nobody touched the configuration; while it is under way, the nodes differ among each other.',
  advice:
    'Write the line so that all versions agree, or plan the upgrade with the change in mind. `--keepalived-version` sets the version that is assumed.',
  references: [
    { title: 'keepalived release notes', url: 'https://www.keepalived.org/release-notes/' },
    { title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' },
  ],
  examples: {
    bad: [
      {
        title: 'Before an upgrade',
        version: '2.2.7',
        config: `global_defs {
    vrrp_startup_delay 10  #~ ^vrrp_startup_delay^ 'vrrp_startup_delay' does something else from keepalived 2.4.0 on  #=>
}

track_file load {
    file /run/load
    init_file 0  #~ ^init_file^ 'init_file' does something else from keepalived 2.3.3 on: a file that exists is left as it is.  #=> init_file overwrite
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 255
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'An address that stands twice in the list',
        version: '2.2.7',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24 dev eth0
        192.0.2.201/24 dev eth0
        192.0.2.200/24 dev eth1  #~ ^192.0.2.200/24^ from keepalived 2.3.3 on: '192.0.2.200' stands in the list already, and this line is ignored.  #=>
    }
}
`,
      },
      {
        title: 'Within a series',
        version: '2.2.7',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    skip_check_adv_addr off  #~ ^skip_check_adv_addr^ 'skip_check_adv_addr' does something else since keepalived 2.2.5: they switch it on as well  #=>
}
`,
      },
    ],
    good: [
      {
        title: 'A delay that no owner and no script runs ahead of, in any version',
        version: '2.2.7',
        config: `global_defs {
    vrrp_startup_delay 10
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority 150
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
      {
        title: 'A word that is no address in any version, twice',
        version: '2.2.7',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
        VIP/24
        VIP/24
    }
}
`,
      },
      {
        title: 'Changes that lie far behind, and lines that they are not about',
        config: `track_file load {
    file /run/load
    init_file 0 overwrite
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    skip_check_adv_addr on
    authentication {
        auth_type PASS
        auth_pass s3cret
    }
}
`,
      },
    ],
  },
  check: {
    view({ bound, target: { version } }, report) {
      const changes = versionChanges.filter((change) => matters(change, version));
      if (changes.length === 0) return;
      for (const concerned of concernedBy(changes, bound)) {
        report({ at: concerned.at, ...describe(concerned, version), advice: concerned.change.advice });
      }
    },
  },
});

/** Whether it is still to come for a version, or came within its minor series. */
function matters({ version: changed, from }: VersionChange, version: Version): boolean {
  if (!atLeast(version, changed)) return from === undefined || atLeast(version, from);
  return series(changed) === series(version);
}

function series(version: Version): string {
  return version.slice(0, version.lastIndexOf('.'));
}

function describe(
  { change: { version: changed, before }, bound: { keyword }, since }: Concerned,
  version: Version,
): Pick<Message, 'summary' | 'detail'> {
  const when = atLeast(version, changed) ? `since keepalived ${changed}` : `from keepalived ${changed} on`;
  return { summary: `'${keyword.name}' does something else ${when}: ${since}.`, detail: `Before, ${before}.` };
}
