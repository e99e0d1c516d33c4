import { fstatSync, statSync, writeSync } from 'node:fs';
import type { Output } from './session.ts';
import { UsageError } from './usage-error.ts';

/**
 * Standard output or standard error, written at once. process.stdout would write as well, but a short run would spend a tenth of its time on
 * making that stream; so it is asked only where it is a terminal.
 */
export function createOutput(descriptor: 1 | 2): Output {
  const terminal = (): NodeJS.WriteStream | null =>
    mayBeTerminal(descriptor) ? (descriptor === 1 ? process.stdout : process.stderr) : null;
  let closed = false;
  return {
    get isTTY() {
      return terminal()?.isTTY === true;
    },
    get columns() {
      return terminal()?.columns;
    },
    write(text) {
      if (!closed) closed = !writeAll(descriptor, Buffer.from(text));
    },
  };
}

/** False when nobody reads any more (`kvlint … | head`), which is no failure: the reader has what it wanted. */
function writeAll(descriptor: number, bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return false;
      if (code !== 'EAGAIN') throw new UsageError(`Standard output cannot be written: ${message}.`, { cause: error });
      // A pipe that another process made non-blocking is full: give its reader time.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
  return true;
}

/** A terminal is a character device; so is /dev/null, where much output goes. */
function mayBeTerminal(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    return stats.isCharacterDevice() && stats.rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev;
  } catch {
    return false;
  }
}
