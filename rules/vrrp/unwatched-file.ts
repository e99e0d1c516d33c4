import { usedValues } from '../../src/model/read-settings.ts';
import { defineCorrectionRule } from '../../src/rule/correction-rule.ts';

export default defineCorrectionRule({
  id: 'vrrp/unwatched-file',
  title: 'A tracked file whose changes nobody is told of',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  verdict: { '2.0.0': 'silent', '2.2.8': 'reports' },
  proof: ['source/trackers/track_file.c:init_track_files', 'source/linux/fs/kernfs/file.c:kernfs_notify'],
  what: 'A `track_file` whose `file` lies below `/proc` or `/sys`, or has a path that does not begin at `/`.',
  why: `keepalived does not read a tracked file now and then: it waits for the kernel to tell of a change (inotify). The kernel makes up the files below /proc and /sys when
somebody reads them, and tells of no change. Up to 2.2.7 keepalived reads such a file once and never notices anything again; since 2.2.8 it leaves the track_file
out, and whatever refers to it tracks nothing. A path without a \`/\` in front leads from the directory that keepalived is started in: \`/\` for a service, any other in a
shell.`,
  advice:
    'Read the value in a script (`vrrp_script`), or let another program write it to a file on a disk or a tmpfs, such as one below /run.',
  references: [
    { title: 'keepalived.conf(5): track_file', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'inotify(7), Limitations', url: 'https://man7.org/linux/man-pages/man7/inotify.7.html' },
  ],
  examples: {
    bad: [
      {
        title: 'The load of the host',
        config: `track_file load {
    file /proc/loadavg  #~ ^/proc/loadavg^ keepalived leaves out 'load'  #=> file /run/load
    weight 1
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_file {
        load
    }
}
`,
      },
      {
        title: 'A path that leads from somewhere',
        config: `track_file load {
    file load/now  #~ ^load/now^ does not begin at '/'  #=> file /run/keepalived/load
    weight 1
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_file {
        load
    }
}
`,
      },
      {
        title: 'The same up to 2.2.7',
        version: '2.2.7',
        config: `track_file carrier {
    file /sys/class/net/eth0/carrier  #~ ^/sys/class/net/eth0/carrier^ keepalived never hears of a change of 'carrier'  #=> file /run/carrier
    weight 10
}

vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
    track_file {
        carrier
    }
}
`,
      },
    ],
    good: [
      {
        title: 'A file that a program writes',
        config: `track_file load {
    file /run/keepalived/load
    weight 1
}
`,
      },
    ],
  },
  words: {
    'track-file/file-system': ({ written, effect }) => ({
      summary: 'The kernel tells of no change below /proc and /sys.',
      detail:
        effect === 'drops'
          ? `keepalived leaves out '${written}', and what refers to it tracks nothing.`
          : `keepalived never hears of a change of '${written}'.`,
    }),
  },
  check: {
    view({ trackFiles }, report) {
      for (const { path, bound } of trackFiles) {
        if (path === '' || path.startsWith('/')) continue;
        const [word] = [...usedValues(bound.children)].find(({ keyword }) => keyword.name === 'file')?.args ?? [];
        if (!word) continue;
        report({
          at: word.word.span,
          severity: 'warning',
          verdict: 'silent',
          summary: `The path '${path}' does not begin at '/'.`,
          detail:
            "keepalived looks for the file from the directory on that it is started in: for a service that is '/', in a shell any other.",
          advice: "Write the whole path, from '/' on.",
        });
      }
    },
  },
});
