import { atLeast } from '../../grammar/version.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'vrrp/sync-member-trackers',
  title: 'keepalived 2.1.0 to 2.2.1 drop what members of a sync group track',
  severity: 'error',
  precision: 'very-high',
  verdict: 'silent',
  proof: ['source/vrrp/vrrp.c:vrrp_complete_instance'],
  what: `For keepalived 2.1.0 to 2.1.5: whatever a member of a sync group tracks by itself, unless the group has \`sync_group_tracking_weight\`. For 2.2.0 and 2.2.1: interfaces, files and
BFD sessions. Processes are not affected.`,
  why: `These versions take weights out of the trackers of a member, which shares its state with the group, and throw away the whole list while they are at it. Nothing is said. The
check has no effect any more: the service fails, and the node keeps its addresses.`,
  advice: 'Move the list into the `vrrp_sync_group`, where it belongs to all members, or update to 2.2.2 or later.',
  references: [{ title: 'keepalived issue 1813: track_script in a sync group', url: 'https://github.com/acassen/keepalived/issues/1813' }],
  examples: {
    bad: [
      {
        title: 'A check that is gone',
        version: '2.1.5',
        config: `vrrp_script health {
    script "/usr/local/bin/health"
    interval 10
    fall 3
}

vrrp_instance A {
    interface eth0
    virtual_router_id 10
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {  #~ ^track_script^ drops what 'A' tracks  #=>
        health  #=>
    }  #=>
}

vrrp_instance B {
    interface eth1
    virtual_router_id 20
    virtual_ipaddress {
        198.51.100.200/24
    }
}

vrrp_sync_group AB {
    group {
        A
        B
    }  #=> }↵track_script {↵    health↵}
}
`,
      },
    ],
    good: [
      {
        title: 'Tracked by the group',
        version: '2.1.5',
        config: `vrrp_script health {
    script "/usr/local/bin/health"
    interval 10
    fall 3
}

vrrp_instance A {
    interface eth0
    virtual_router_id 10
    virtual_ipaddress {
        192.0.2.200/24
    }
}

vrrp_instance B {
    interface eth1
    virtual_router_id 20
    virtual_ipaddress {
        198.51.100.200/24
    }
}

vrrp_sync_group AB {
    group {
        A
        B
    }
    track_script {
        health
    }
}
`,
      },
      {
        title: 'A later version',
        version: '2.2.7',
        config: `vrrp_script health {
    script "/usr/local/bin/health"
    interval 10
    fall 3
}

vrrp_instance A {
    interface eth0
    virtual_router_id 10
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_script {
        health
    }
}

vrrp_instance B {
    interface eth1
    virtual_router_id 20
    virtual_ipaddress {
        198.51.100.200/24
    }
}

vrrp_sync_group AB {
    group {
        A
        B
    }
}
`,
      },
    ],
  },
  check: {
    view({ target: { version }, vrrpInstances }, report) {
      if (!atLeast(version, '2.1.0') || atLeast(version, '2.2.2')) return;
      const lists = atLeast(version, '2.2.0') ? LISTS.filter((name) => name !== 'track_script') : LISTS;
      for (const { name, syncGroup, bound } of vrrpInstances) {
        if (!syncGroup || syncGroup.trackingWeight.value) continue;
        for (const { keyword, node } of bound.children) {
          if (!lists.includes(keyword.name) || node.kind !== 'block' || node.body.length === 0) continue;
          report({
            at: node.keyword,
            summary: `keepalived ${version} drops what '${name}' tracks here, because it is in sync group '${syncGroup.name}'.`,
            detail: 'It says nothing. A failure then has no effect, and the node keeps its addresses.',
            related: [{ at: syncGroup.nameWord, message: 'The group.' }],
          });
        }
      }
    },
  },
});

const LISTS: readonly string[] = ['track_script', 'track_interface', 'track_file', 'track_bfd'];
