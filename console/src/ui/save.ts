/** How long a browser may take to begin with a file. */
const KEPT_MILLISECONDS = 60_000;

const TYPES = {
  csv: 'text/csv;charset=utf-8',
  json: 'application/json',
  txt: 'text/plain;charset=utf-8',
} as const;

/** What spreadsheets need in order to read a file as UTF-8; whoever reads an answer as text loses it. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Saves text as a file. */
export function saveText(name: string, kind: keyof typeof TYPES, ...parts: string[]): void {
  saveBlob(`${name}.${kind}`, new Blob(kind === 'csv' ? [BYTE_ORDER_MARK, ...parts] : parts, { type: TYPES[kind] }));
}

/** Saves what is there already as a file. */
export function saveBlob(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MILLISECONDS);
}
