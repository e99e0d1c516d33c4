import { lineWords, type Word } from '../../grammar/tree.ts';
import { isValue } from '../../src/binding/bound.ts';
import { baseName } from '../../src/binding/script-lines.ts';
import type { TrackProcess } from '../../src/model/tracking/track-process.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';

/** The kernel keeps the name of a process in 16 bytes, the last of which is a zero (TASK_COMM_LEN). */
const LONGEST_NAME = 15;

export default defineRule({
  id: 'vrrp/process-name',
  title: 'A tracked process can never be found by the name that is written',
  severity: 'error',
  precision: 'high',
  verdict: 'silent',
  proof: ['live/process-path-never-found', 'source/core/track_process.c:check_process'],
  what: `A \`vrrp_track_process\` whose \`process\` matches nothing: a path or more than 15 characters without \`full_command\`, an argument in quotes that holds two words, a program that
changes its title, an interpreter without the script that it runs.`,
  why: `Without \`full_command\` and arguments keepalived compares the word with the name that the kernel has of a process (/proc/PID/comm): 15 characters, without a directory. With
them it compares the command line word by word, and \`"-c /etc/a.conf"\` is one word with a blank in it, which no process has. The process is never found: the instance that
tracks it stays in fault state, or loses the weight for good.`,
  advice:
    'Write the bare name (`process nginx`), or the program as its command line has it and each argument as a word of its own: `process /usr/sbin/nginx -c /etc/nginx/a.conf`. `cat /proc/PID/comm` and `tr "\\0" "\\n" </proc/PID/cmdline` show both.',
  references: [
    { title: 'keepalived.conf(5): vrrp_track_process', url: 'https://www.keepalived.org/manpage.html' },
    { title: 'keepalived issue 2667: arguments of a tracked process', url: 'https://github.com/acassen/keepalived/issues/2667' },
    { title: 'proc_pid_comm(5)', url: 'https://man7.org/linux/man-pages/man5/proc_pid_comm.5.html' },
  ],
  examples: {
    bad: [
      {
        title: 'A blank inside an argument, a path, and a long name',
        config: `vrrp_track_process nginx_a {
    process "/usr/sbin/nginx" "-c /etc/nginx/a.conf"  #~ ^"-c /etc/nginx/a.conf"^ No process has the argument  #=> process /usr/sbin/nginx -c /etc/nginx/a.conf
    full_command
}

vrrp_track_process nginx_b {
    process /usr/sbin/nginx  #~ ^/usr/sbin/nginx^ without its directory  #=> process nginx
}

vrrp_track_process controller {
    process kube-controller-manager  #~ ^kube-controller-manager^ 'kube-controller'  #=> process kube-controller
}

vrrp_track_process both {
    process "nginx -g daemon"  #~ ^"nginx -g daemon"^ one word with blanks  #=> process nginx
}
`,
      },
      {
        title: 'A program that is not what runs, a pattern, and one of many',
        config: `vrrp_track_process server {
    process nginx:  #~ ^nginx:^ title  #=> process nginx
    full_command  #=>
}

vrrp_track_process either {
    process nginx|haproxy  #~ ^nginx|haproxy^ knows no patterns  #=> process nginx
}

vrrp_track_process app {
    process python3  #~ ^python3^ interpreter  #=> process /usr/bin/python3 /srv/app/main.py
}
`,
      },
    ],
    good: [
      {
        title: 'A bare name, and a command line word by word',
        config: `vrrp_track_process nginx_a {
    process nginx
}

vrrp_track_process nginx_b {
    process /usr/sbin/nginx -c /etc/nginx/b.conf
}

vrrp_track_process controller {
    process kube-controller
}

vrrp_track_process app {
    process /usr/bin/python3 /srv/app/main.py
    param_match initial
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      for (const process of configuration.trackProcesses) {
        const said = judge(process);
        if (said) report(said);
      }
    },
  },
});

function judge({ bound, name }: TrackProcess): Message | null {
  const lines = bound.children.filter(isValue).filter(({ valid }) => valid);
  const line = lines.find(({ keyword }) => keyword.name === 'process');
  const [program, ...args] = line ? lineWords(line.node).slice(1) : [];
  if (!program) return null;
  const full = args.length > 0 || lines.some(({ keyword }) => keyword.name === 'full_command' || keyword.name === 'param_match');
  return full ? judgeCommand(name, program, args) : judgeName(name, program);
}

function judgeName(name: string, program: Word): Message | null {
  const { text } = program;
  if (/\s/.test(text)) return oneWord(name, program);
  if (text.includes('/')) {
    return {
      at: program,
      summary: `keepalived looks for '${name}' by the name of the process, which the kernel keeps without its directory.`,
      detail: 'It never finds one: what tracks it stays in fault state, or loses the weight for good.',
      advice: `Write 'process ${baseName(text).slice(0, LONGEST_NAME)}', or add 'full_command'.`,
    };
  }
  if (text.length > LONGEST_NAME) {
    return {
      at: program,
      summary: `The name of a process has ${LONGEST_NAME} characters at most: the kernel keeps '${text.slice(0, LONGEST_NAME)}'.`,
      detail: `keepalived compares it with '${text}' and never finds one: what tracks '${name}' stays in fault state, or loses the weight for good.`,
      advice: `Write 'process ${text.slice(0, LONGEST_NAME)}', or the command line with 'full_command'.`,
    };
  }
  if (PATTERN.test(text)) {
    return {
      at: program,
      summary: `keepalived takes '${text}' for a name as it stands, and knows no patterns.`,
      detail: `No process is called that: what tracks '${name}' stays in fault state, or loses the weight for good.`,
      advice: 'Write the name of one process, and a vrrp_track_process of its own for each other one.',
    };
  }
  if (!INTERPRETER.test(text)) return null;
  return {
    at: program,
    severity: 'warning',
    summary: `'${text}' is an interpreter: any program that it runs counts for '${name}'.`,
    detail: 'The check passes as long as one of them runs, be it the right one or not.',
    advice: `Write the command line with the script: 'process /usr/bin/${text} /path/of/the/script', with 'param_match initial'.`,
  };
}

function judgeCommand(name: string, program: Word, args: readonly Word[]): Message | null {
  const { text } = program;
  if (/\s/.test(text) && args.length === 0) return oneWord(name, program);
  const option = args.find((word) => /^-\S*\s+\S/.test(word.text));
  if (option) {
    return {
      at: option,
      summary: `No process has the argument '${option.text}', with a blank in it.`,
      detail: `A program has these as two arguments, and keepalived compares one by one: it never finds '${name}'. What tracks it stays in fault state, or loses the weight for good.`,
      advice: `Write each word by itself: '${option.text.split(/\s+/).join(' ')}' without quotes.`,
    };
  }
  if (!text.endsWith(':')) return null;
  return {
    at: program,
    summary: `'${text}' is the beginning of a title that a program has given itself.`,
    detail: `The title is one word with blanks, and keepalived compares all of it: it never finds '${name}'. What tracks it stays in fault state, or loses the weight for good.`,
    advice: `Leave out 'full_command' and write the name of the process: 'process ${text.slice(0, -1)}'.`,
  };
}

function oneWord(name: string, program: Word): Message {
  return {
    at: program,
    summary: `'${program.text}' in quotes is one word with blanks, and no program is called that.`,
    detail: `keepalived never finds '${name}': what tracks it stays in fault state, or loses the weight for good.`,
    advice: 'Write the program and each of its arguments without quotes.',
  };
}

/** Signs of a regular expression or of a pattern of file names, which the names of programs do not have. */
const PATTERN = /[|*?^$[\]]/;

/** Programs that run programs of others under their own name. */
const INTERPRETER = /^(?:python[\d.]*|perl|ruby|node|nodejs|java|php[\d.]*|bash|sh|dash|mono|dotnet)$/;
