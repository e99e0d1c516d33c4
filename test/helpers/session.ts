import { Readable } from 'node:stream';
import { run } from '../../src/cli/run.ts';
import { runProgram } from '../../src/cli/run-program.ts';
import type { Session } from '../../src/cli/session.ts';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandLineOptions {
  readonly stdin?: string;
  readonly environment?: Session['environment'];
  readonly terminal?: boolean;
  readonly threads?: Session['threads'];
}

/** Runs a command line in a directory, within this process. */
export async function kvlint(workingDirectory: string, args: readonly string[], options: CommandLineOptions = {}): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written): Session['stdout'] => ({
    isTTY: options.terminal ?? false,
    write: (text) => {
      written[name] += text;
    },
  });
  const code = await run(args, {
    workingDirectory,
    environment: options.environment ?? {},
    stdin: Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]),
    stdout: output('stdout'),
    stderr: output('stderr'),
    run: (program, words) => runProgram(program, words, options.environment ?? {}),
    ...(options.threads && { threads: options.threads }),
  });
  return { code, ...written };
}
