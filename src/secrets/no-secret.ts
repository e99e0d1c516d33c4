/** A reference to a definition is no secret; its value is. */
export function isReference(value: string): boolean {
  return /^"?\$(?:\w+|\{\w+\})"?$/.test(value);
}

/** A path of at least two steps; with one alone it may be a secret in base64. */
export function isPath(value: string): boolean {
  return /^"?\.{0,2}\/[\w.-]+\/[\w./-]*"?$/.test(value);
}
