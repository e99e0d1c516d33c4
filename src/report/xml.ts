import { harmless } from './terminal.ts';

// With the flag `u` only halves of a pair that stand alone are matched. XML 1.0 knows none of these characters.
const NOT_XML = /[\ud800-\udfff\ufffe\uffff]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
};

/** Text as it may stand between tags and in an attribute. What XML cannot hold is replaced; `]]>` is harmless, because every `>` is escaped. */
export function xmlText(text: string): string {
  return harmless(text)
    .replace(NOT_XML, '\ufffd')
    .replace(/[&<>"'\t\n]/g, (character) => ENTITIES[character] ?? character);
}

/** One element, with what is already XML inside. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, inside: readonly string[] = []): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(String(value))}"`);
  const begin = `<${name}${given.join('')}`;
  return inside.length > 0 ? `${begin}>${inside.join('\n')}</${name}>` : `${begin}/>`;
}

/** A whole document. */
export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}
