// Tries the hook as a user meets it: the real pre-commit, a repository of its own, and kvlint from a clone of this working tree.
// pre-commit installs it with npm, so the package as it is packed is tried as well. Needs git, pre-commit and a registry for npm.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const scratch = mkdtempSync(join(tmpdir(), 'kvlint-pre-commit-'));
const clone = join(scratch, 'kvlint');
const site = join(scratch, 'site');

const GOOD = `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    priority 100
    check_unicast_src
    unicast_src_ip 192.0.2.101
    unicast_peer {
        192.0.2.102
    }
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`;
const BAD = GOOD.replace('    virtual_ipaddress {\n', '    virtual_ipaddress \n');

const SCRIPTS = 'keepalived/conf.d/10-scripts.conf';
const PARTS = {
  'keepalived/keepalived.conf': 'include conf.d/*.conf\n',
  [SCRIPTS]: 'vrrp_script chk {\n    script "/usr/bin/true"\n}\n',
  'keepalived/conf.d/20-vi.conf': GOOD.replace(/}\n$/, '    track_script {\n        chk\n    }\n}\n'),
};

/**
 * One after the other, each over what the ones before have committed: the files that are written or (null) removed, the hook's exit status, and
 * what its output must hold. `all`: as in CI, over all files; else over those that changed.
 */
const TRIES = [
  { what: 'a clean file passes', files: { 'keepalived.conf': GOOD }, all: true, status: 0, output: 'Passed' },
  { what: 'a bad file fails', files: { 'keepalived.conf': BAD }, all: true, status: 1, output: 'keepalived.conf:' },
  { what: 'a configuration in parts passes', files: { 'keepalived.conf': GOOD, ...PARTS }, status: 0, output: 'Passed' },
  {
    what: 'a script that has another name fails where it is used',
    files: { [SCRIPTS]: PARTS[SCRIPTS].replace('chk', 'check') },
    status: 1,
    output: '20-vi.conf:15:9',
  },
  {
    what: 'a file that has another name fails where it is missed',
    files: { [SCRIPTS]: null, 'keepalived/conf.d/10-scripts.off': PARTS[SCRIPTS] },
    status: 1,
    output: '20-vi.conf:15:9',
  },
  {
    what: 'what has nothing to do with keepalived passes',
    files: { [SCRIPTS]: PARTS[SCRIPTS], 'README.md': 'x\n' },
    status: 0,
    output: 'Passed',
  },
];

let failed = 0;
try {
  cloneWorkingTree();
  makeSite();
  for (const { what, files, all, status, output } of TRIES) {
    for (const [path, text] of Object.entries(files)) put(join(site, path), text);
    git(site, 'add', '--all', '.');
    const result = spawnSync('pre-commit', ['run', ...(all ? ['--all-files'] : []), '--verbose', '--color', 'never'], {
      cwd: site,
      encoding: 'utf8',
      env: { ...process.env, PRE_COMMIT_HOME: join(scratch, 'home') },
    });
    if (result.error) throw result.error;
    const ok = result.status === status && result.stdout.includes(output);
    if (!ok) failed++;
    if (status === 0) commit(site);
    console.log(`${ok ? 'ok' : 'FAILED'}: ${what}`);
    if (!ok) console.log(`expected status ${status} and '${output}', got status ${result.status}:\n${result.stdout}${result.stderr}`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = failed > 0 ? 1 : 0;

/** pre-commit clones a commit; so the files as they are now, committed or not, become one in a repository of their own. */
function cloneWorkingTree() {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'], {
    cwd: root,
    encoding: 'utf8',
  });
  const deleted = execFileSync('git', ['ls-files', '-z', '--deleted'], { cwd: root, encoding: 'utf8' }).split('\0');
  for (const path of files.split('\0')) {
    if (path !== '' && !deleted.includes(path)) cpSync(join(root, path), join(clone, path));
  }
  git(clone, 'init', '--quiet');
  git(clone, 'add', '--force', '.');
  commit(clone);
}

function makeSite() {
  mkdirSync(site);
  const revision = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: clone, encoding: 'utf8' }).trim();
  writeFileSync(
    join(site, '.pre-commit-config.yaml'),
    `repos:\n  - repo: ${clone}\n    rev: ${revision}\n    hooks:\n      - id: kvlint\n`,
  );
  git(site, 'init', '--quiet');
}

function put(path, text) {
  if (text === null) return rmSync(path);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function commit(directory) {
  git(
    directory,
    '-c',
    'user.name=kvlint',
    '-c',
    'user.email=kvlint@example.org',
    'commit',
    '--quiet',
    '--no-verify',
    '--allow-empty',
    '--message',
    'All',
  );
}

function git(directory, ...args) {
  execFileSync('git', args, { cwd: directory, stdio: ['ignore', 'ignore', 'inherit'] });
}
